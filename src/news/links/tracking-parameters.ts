// Parameters of links that tell where a reader came from and never which article it is.
//
// The list is ours. Its source are the rules for every site, not those for single sites, of three lists that many people
// keep: AdGuard's TrackParamFilter (sections/general_url.txt), ClearURLs' globalRules and tidy-url's "Global". The npm
// packages that ship such a list are not worth their place: tidy-url (1.18) prints to the console, applies rules of single
// sites and lacks msclkid, gbraid, yclid and xtor; AdGuard's packages bring a whole content blocker. What the lists call
// referral marketing (ref, referrer, source, from) stays: some sites name an article by it.

/** Names that begin so. */
const PREFIXES = [
  "utm_",
  "itm_",
  "mtm_",
  "hsa_",
  "cm_mmc",
  "otm_",
  "ga_",
  "bsft_",
  "adjust_",
  "dpg_",
  "vero_",
  "fb_action_",
];

const NAMES = new Set(
  `utm _ga _gl _hsenc _hsmi __hssc __hstc __hsfp hsctatracking __s __twitter_impression _branch_match_id _branch_referrer
  _cldee _kx _openstat _sgm_action _sgm_campaign _sgm_source action_object_map action_ref_map action_type_map awc cmpid
  cx_click cx_recsorder cx_recswidget dclid dm_i echobox elq elqaid elqat elqcampaignid elqtrack elqtrackid epik erid
  fb_comment_id fb_ref fb_source fbclid gbraid gclid gclsrc gs_l guccounter guce_referrer guce_referrer_sig
  hmb_campaign hmb_medium hmb_source igsh igshid int_campaign int_cmp_creative int_cmp_id int_cmp_name int_content
  int_medium int_source irclickid irgwc li_fat_id mbid mc_cid mc_eid mc_tc mindbox-click-id mindbox-message-key mkt_tok
  ml_subscriber ml_subscriber_hash msclkid ncid nx_source oly_anon_id oly_enc_id os_ehash piwik_campaign piwik_cid
  piwik_content piwik_cpn piwik_keyword piwik_kwd piwik_medium piwik_source pk_campaign pk_cid pk_content pk_cpn pk_keyword
  pk_kwd pk_medium pk_source pk_vid rb_clickid rdt_cid s_cid sc_campaign sscid tracking_source ttclid twclid usqp wbraid
  wickedid wt_mc wt_zmc wtrid xtor yclid ysclid`.split(/\s+/),
);

/** Whether a parameter of this name, in any case, only tells where a reader came from. */
export function isTrackingParameter(name: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}
