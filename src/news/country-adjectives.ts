// What is of a country, in English: `Latvian courts` are courts in Latvia. Intl knows no such words, so they are kept here.
// Left out is what fits several countries, Korean or Congolese, and what names a language or a people more than a country.

/** `LV Latvian`: the region's code, then its adjectives. */
const ADJECTIVES = `
AD Andorran, AE Emirati, AF Afghan, AL Albanian, AM Armenian, AO Angolan, AR Argentine Argentinian, AT Austrian,
AU Australian, AZ Azerbaijani Azeri, BA Bosnian, BB Barbadian, BD Bangladeshi, BE Belgian, BF Burkinabe, BG Bulgarian,
BH Bahraini, BI Burundian, BJ Beninese, BN Bruneian, BO Bolivian, BR Brazilian, BS Bahamian, BT Bhutanese, BY Belarusian,
BZ Belizean, CA Canadian, CH Swiss, CI Ivorian, CL Chilean, CM Cameroonian, CN Chinese, CO Colombian, CU Cuban,
CV Cape-Verdean, CY Cypriot, CZ Czech, DE German, DJ Djiboutian, DK Danish, DZ Algerian, EC Ecuadorian, EE Estonian,
EG Egyptian, ER Eritrean, ES Spanish, ET Ethiopian, FI Finnish, FJ Fijian, FR French, GA Gabonese, GB British,
GD Grenadian, GE Georgian, GH Ghanaian, GM Gambian, GR Greek, GT Guatemalan, GY Guyanese, HN Honduran, HR Croatian,
HT Haitian, HU Hungarian, ID Indonesian, IE Irish, IL Israeli, IN Indian, IQ Iraqi, IR Iranian, IS Icelandic, IT Italian,
JM Jamaican, JO Jordanian, JP Japanese, KE Kenyan, KG Kyrgyz, KH Cambodian, KW Kuwaiti, KZ Kazakh Kazakhstani, LA Laotian,
LB Lebanese, LK Sri-Lankan, LR Liberian, LT Lithuanian, LU Luxembourgish, LV Latvian, LY Libyan, MA Moroccan,
MC Monegasque, MD Moldovan, ME Montenegrin, MG Malagasy, MK Macedonian North-Macedonian, ML Malian, MM Burmese,
MN Mongolian, MR Mauritanian, MT Maltese, MU Mauritian, MV Maldivian, MW Malawian, MX Mexican, MY Malaysian,
MZ Mozambican, NA Namibian, NE Nigerien, NG Nigerian, NI Nicaraguan, NL Dutch, NO Norwegian, NP Nepali Nepalese,
NZ New-Zealander, OM Omani, PA Panamanian, PE Peruvian, PH Philippine Filipino, PK Pakistani, PL Polish, PS Palestinian,
PT Portuguese, PY Paraguayan, QA Qatari, RO Romanian, RS Serbian, RU Russian, RW Rwandan, SA Saudi Saudi-Arabian,
SC Seychellois, SD Sudanese, SE Swedish, SG Singaporean, SI Slovenian Slovene, SK Slovak, SL Sierra-Leonean, SN Senegalese,
SO Somali, SR Surinamese, SS South-Sudanese, SV Salvadoran, SY Syrian, TD Chadian, TG Togolese, TH Thai, TJ Tajik,
TM Turkmen, TN Tunisian, TR Turkish, TT Trinidadian, TW Taiwanese, TZ Tanzanian, UA Ukrainian, UG Ugandan, US American,
UY Uruguayan, UZ Uzbek, VE Venezuelan, VN Vietnamese, XK Kosovar Kosovan, YE Yemeni, ZA South-African, ZM Zambian,
ZW Zimbabwean`;

/** Every adjective with the English name of its country: `["Latvian", "Latvia"]`. */
export function countryAdjectives(): readonly (readonly [adjective: string, name: string])[] {
  const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  return ADJECTIVES.split(",").flatMap((entry) => {
    const [region = "", ...adjectives] = entry.trim().split(/\s+/);
    const name = english.of(region);
    return name === undefined
      ? []
      : adjectives.map((adjective) => [adjective.replaceAll("-", " "), name] as const);
  });
}
