// Polish of what people read who install the app in their Slack workspace.

export const INSTALL: Readonly<Record<string, string>> = {
  "The bot is installed in {name}. In Slack, type {help}; an admin connects the Dropbox folder with {connect}.":
    "Bot jest zainstalowany. Przestrzeń robocza: {name}. W Slacku wpisz {help}; administrator podłącza folder Dropbox poleceniem {connect}.",
  "Digests that were paused when it was removed go on with {resume}, once the bot is invited to their channels again.":
    "Przeglądy wstrzymane po usunięciu bota wznowisz poleceniem {resume}, gdy znów zaprosisz go na ich kanały.",
  "Slack did not install the bot: it was not allowed. Nothing was changed.":
    "Slack nie zainstalował bota, bo nie udzielono zgody. Niczego nie zmieniono.",
  "This address is where Slack sends people back, once and within ten minutes, in the browser in which they began. Start again at {address}.":
    "Pod ten adres Slack odsyła tylko raz, w ciągu dziesięciu minut i w przeglądarce, w której rozpoczęto instalację. Zacznij od nowa: {address}.",
  "Slack does not take the code that you came back with ({word}). Start again at {address}.":
    "Slack nie przyjmuje kodu, z którym tu odesłał ({word}). Zacznij od nowa: {address}.",
  "The bot could not be installed. The reason is in its log; start again at {address}.":
    "Nie udało się zainstalować bota. Przyczyna jest w jego dzienniku; zacznij od nowa: {address}.",
  "The app was removed from this Slack workspace, or its access was revoked there.":
    "Aplikację usunięto z tej przestrzeni roboczej Slacka albo odebrano jej tam dostęp.",
};
