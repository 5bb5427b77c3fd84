/** What sort of row an item is, from the words of its title. */
import { happeningOf } from './happenings.ts'
import type { Confidence, Kind, Language } from './shape.ts'

// Rules are tried from the top; each pattern is matched against the lower-cased title.
// Letters are spelt out (a–z and the Latin letters with marks): \p{L} compiles to tables a hundred times the size.
// `head` rules count only near the start: "Presentasjon av resultater fra workshop" is a talk, "Workshop om lesing" is not.
interface Rule {
  kind: Kind
  head?: true
  when: RegExp
  unless?: RegExp
}

const TALKING =
  /(?:foredrag(?!sh)|föredrag(?!sh)|oplæg(?!sh)|keynote|plenary (?:lecture|talk|speaker|address|presentation)|presentasjon av(?! (?:alle |de enkelte )?delta)|presentation av(?! (?:alla )?delta)|erfaringer|erfaringar|innlegg|innledning om|forelesning|logaldallan)/

const LUNCH: Rule = {
  kind: 'lunch',
  when: /(?:^|[^a-zß-öø-ɏ])(?:felles|gemensam|fælles|sen|tidlig|lett|servering av|avslutnings?|afslutnings|avslutande )?(?:lounas[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*lunch(?:en)?(?![a-zß-öø-ɏ])|lunsj[a-zß-öø-ɏ]*|lunch[a-zß-öø-ɏ]*|lunša[a-zß-öø-ɏ]*|lunssa[a-zß-öø-ɏ]*|lounas|gaskabeaivemállás[a-zß-öø-ɏ]*|gaskabeaibiepmu|^gaskabeaivv?it?$|gaskabeaivit$|gaskabeaiborran[a-zß-öø-ɏ]*|middagsmat|dugurd[a-zß-öø-ɏ]*|formiddagsmat|brunsj|brunch)/,
  unless:
    /lunsj(?:foredrag|konsert|seminar)|lunch(?:föreläsning|seminarium|foredrag|konsert)|lunch (?:talk|lecture|seminar)|parallelt med lunsj|etter lunsj|efter lunch|after lunch|før lunsj/,
}
const REGISTRATION: Rule = {
  kind: 'registration',
  head: true,
  when: /(?:^|[^a-zß-öø-ɏ])(?:(?:in-?|inn-?|for)?registrering[a-zß-öø-ɏ]*|registering[a-zß-öø-ɏ]*|registrer[a-zß-öø-ɏ]*|registration[a-zß-öø-ɏ]*|registration|innregistrering|innsjekk[a-zß-öø-ɏ]*|innskriving|innskrivning|inskrivning|indskrivning|incheckning|indtjekning|check-?in|sign-?in(?!g)|innsig|(?<=^|felles |gemensam |fælles )samling(?=$| och| og| med )|insläpp|oppmøte|frammøte|fremmøte|pålogging|påloggning|inloggning|log[ -]?in(?! to)|rekisteröinti|ilmoittautuminen|logg?(?:ar|er) (?:inn?|på)(?![a-zß-öø-ɏ])|doors? opens?|^arrive(?=[,. ]|$)|(?:people|participants|delegates|guests|everyone) arrive|deltakerne ankommer|dørene åpn[a-zß-öø-ɏ]*|dørene opn[a-zß-öø-ɏ]*|dørene åpnes|dører åpnes|dørene åbn[a-zß-öø-ɏ]*|dørene slås op|dörrarna öppn[a-zß-öø-ɏ]*|uvssat rahpasit|ankomst|arrival|arrivals|modtagelse(?=$| og)|utdeling av navneskilt|dieđiheapmi|čálihall?an|registreren|boahtin ja)/,
  unless:
    /group check-?in|takk? for (?:opp|fram|frem)m|ankomst (?:til|med (?:fly|buss?|tog|ferge|båt|bil)|på|kl)|fly\b|buss|ferge|ankomstkaff|arrival (?:at|in|by) /,
}
const BREAK: Rule = {
  kind: 'break',
  when: /(?:^|[^a-zß-öø-ɏ])(?:kahvi(?:tauko)?|tauko|[a-zß-öø-ɏ]*pause[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*paus(?:en|er)?(?![a-zß-öø-ɏ])|[a-zß-öø-ɏ]*kaffe(?:paus[a-zß-öø-ɏ]*|pause[a-zß-öø-ɏ]*|rast|servering)?(?![a-zß-öø-ɏ])|[a-zß-öø-ɏ]*kaffi(?!st)[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*fika[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*kaffe|coffee|tea|refreshments?|breather|be?i?nstrekk[a-zß-öø-ɏ]*|bensträck[a-zß-öø-ɏ]*|benstræk[a-zß-öø-ɏ]*|strekk på beina|strække ben|strekke (?:på )?bein?a|strekke på|rast|recess|break(?!-?\s?out)|boddu|bottu|bo[dt][dt]u[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*boddu|[gk]á(?:ffe|fe)stallan|gáf[ef][a-zß-öø-ɏ]*|káf[ef][a-zß-öø-ɏ]*|luftepause|pust i bakken|te og kaffe|frukt(?:pause)?|kake|kage|lagkage|mellanmål[a-zß-öø-ɏ]*|snacks?)(?![a-zß-öø-ɏ])/,
  unless:
    /breakfast|^(?:breakout|break-out|break out)|prosjekt|gjennombrudd|kaffesamtale|kafésamtale|kaffekopp|kafédialog|fikasamtal|världscafé|world café/,
}
const CLOSING: Rule = {
  kind: 'closing',
  when: /(?:^|[^a-zß-öø-ɏ])(?:avslutning(?:en|sord)?(?![a-zß-öø-ɏ])|avslut(?![a-zß-öø-ɏ])|møtet (?:heves|hevet|er slutt)|avslutande ord|avsluttende (?:ord|kommentar[a-zß-öø-ɏ]*)|avsluttande ord|avsluttende |avslutande |avsluttande |slutt (?:for|på) (?:dagen|dagens)|avslutter|avsluttes|(?:sluttes|slutter|rundes|rundas|slutar|slutas) (?:af|av)(?![a-zß-öø-ɏ])|avsluttas|avslutas|avsluttast|afslutning(?:en)?(?![a-zß-öø-ɏ])|afrunding|avrunding|avrundning|oppsummering|opsummering|opsamling|summering(?:en)?|sammanfattning|sammenfatning|summary|slutt(?![a-zß-öø-ɏ])|slutord|sluttord|slutord|slut(?![a-zß-öø-ɏ])|vel heim|vel hjem|god tur hjem|god heimtur|tack för idag|takk for i dag|takk for no|tak for i dag|farvel|(?:closes|shuts)$|adjourn[a-zß-öø-ɏ]*|closing|close(?:$| of)|closure|wrap[- ]?up|concluding remarks|final remarks|conclusion|conclusions|end of (?:the )?(?:day|conference|meeting|programme|seminar|workshop)|ends?$|^end(?= \()|goodbye|farewell|thanks and|dagen slutter|møteslutt|møtet slutt|mødet slutter|mötet slutar|vi tackar för|(?:seminaret|kurset|samlingen|samlinga|konferansen|konferencen|dagen|mødet) slutter|^ferdig$|^(?:siste|sista|sidste) ord$|loppusanat|(?:seminaarin )?päätös(?:sanat)?(?![a-zß-öø-ɏ])|takk for (?:no|nå|oss)|tak for (?:nu|denne)|programslut|programslutt|program(?:met)? (?:ferdig|slutt|slut)|hejdå|konferansen avsluttes|vi runder av|vi slutter|loahpaheapmi|loahpahus|loahppa[a-zß-öø-ɏ]*|loahpasánit|loahpahan[a-zß-öø-ɏ]*)/,
  unless:
    /closing (?:keynote|plenary|lecture|talk)|avslutning av (?:økt|del|prosjekt)|close-?up|closed|farewell (?:dinner|party|reception)|slutt på(?! dag)|slutter aldri/,
}
const WELCOME: Rule = {
  kind: 'welcome',
  when: /(?:^|[^a-zß-öø-ɏ])(?:velkommen|velkomst[a-zß-öø-ɏ]*|velkomen|velkomne|velkomst|välkommen|välkomna|välkomnande[a-zß-öø-ɏ]*|välkomst(?:h|tal|ord)[a-zß-öø-ɏ]*|velkommen|welcom[a-zß-öø-ɏ]*|åpning(?:en|sord|stale|shilsen)?(?![a-zß-öø-ɏ])|[a-zß-öø-ɏ]*(?:konferansen|konferensen|konferencen|møtet|mötet|seminaret|dagen) (?:åpner|åpnes|öppnar|öppnas|åbner|åbnes|opnar)|[a-zß-öø-ɏ]*(?:dagene|dagane|dagarna|veckan|festivalen|stevnet|stemnet|stämman|stævnet) (?:åpner|åpnes|opnar|öppnar|öppnas|åbner|åbnes|inleds)(?=$|[ ,.])|(?:konferensen|mötet|dagen) inleds|(?:åpner|opnar|öppnar|inviger|åbner) (?:møtet|mötet|mødet|konferan?sen|konferensen|konferencen|dagen|dagane|dagarna|seminaret|seminariet)|opning(?:a|sord)?(?![a-zß-öø-ɏ])|åbning(?:en|stale)?(?![a-zß-öø-ɏ])|öppning(?:en)?|öppnande|inledning(?:$| av| och (?!presentation(?:er)?|föredrag|diskussion)| till dagen| till konf| ord)|introductory (?:remarks|session|words)|inledande ord|inledningsord|innledningsord|indledningsord|innledning(?:$| og| til (?:dagen|møtet|konferansen|seminaret))|innleiing(?:$| og| til (?:dagen|møtet|konferansen|seminaret))|indledning(?:$| og)|opening(?:$|\/| by| plenary| plenum| remarks| words| address| ceremony| of| and| session|,)|introduktion til(?:l)? dagen|(?:dagen|dagene|dagarna|møtet|mötet|mødet|seminaret|seminariet|konferansen|konferensen|konferencen|programmet) (?:starter|startar|settes|börjar|begynner|begynder|er i gang|sparkas igång)(?![a-zß-öø-ɏ])|^(?:vi )?start(?:er|ar)?$|^vi (?:börjar|begynner|begynder|er i gang)$|[a-zß-öø-ɏ0-9 ]{3,40} (?:öppnas|åpnes|åbnes|opnast|is opened)(?= av|$)|introduksjon til (?:dagen|møtet|konferansen|samlinga?e?n?|seminaret)|presentation av dagen|præsentation af dagen|presentasjon av dagen|(?:dagen|dag [a-zß-öø-ɏ0-9]+|mötet|møtet|mødet) (?:inleds|innledes|indledes)|introduction(?:$| to the day| and welcome|,| programme| to the (?:symposium|conference|workshop|meeting|programme))|(?:conference|official|formal) opening(?![a-z])|hilsen|hilsener|helsing|helsingar|hilsning[a-zß-öø-ɏ]*|hälsning[a-zß-öø-ɏ]*|greetings?|goddag|god morgen|god morgon|good morning|oppstart|programoppstart|møtestart|konferansestart|kick-?off|dagens agenda|dagens program(?! (?:avs?l|slut|er slut))|bures ?boahtin|buresboahtin|bures boahtán|álggahansánit|álggaheapmi|álggaheami[a-zß-öø-ɏ]*|rahpan[a-zß-öø-ɏ]*|rahpamuš|álggahus[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*(?:ávvu|dearvvahus|bures)sánit|tervetul[a-zß-öø-ɏ]*|(?:seminaarin |kokouksen )?avaus(?:puhe|sanat)?(?![a-zß-öø-ɏ])|vel møtt|inledningsanförande|inledande anförande|intro(?:duktion|duksjon)?$|dearvvuođa[a-zß-öø-ɏ]*|dearvvahus[a-zß-öø-ɏ]*|dearvvuođat)/,
  unless:
    /welcom(?:e|ing) (?:reception|dinner|drinks?|party)|velkomstmiddag|velkomstdrink|(?:åpning|opning|åbning|öppning|invigning) a[vf] (?:(?:den|en|ei|ett?|ny|nye|nya|årets) )*[a-zß-öø-ɏ]*(?:utstilling|udstilling|utställning)(?:en|a|ar)?(?! (?:og|och|&))|opening hours|velkomstkaffe|velkommen hjem|velkommen tilbake|welcome back|opening (?:of the exhibition|up)|åpningsforedrag|vernissage|^(?:velkommen|velkomen|välkommen|välkomna|welcome) (?:til|till|på|to|for) (?:en |ein |ett? |litt |lite |god |a |kopp(?:en)? |kop |cup of )*(?:[a-zß-öø-ɏ]*kaff[ei]|te|tea|coffee|fika)(?![a-zß-öø-ɏ])/,
}
const PANEL: Rule = {
  kind: 'panel',
  when: /(?:^|[^a-zß-öø-ɏ])(?:(?!smaks|solcelle|sol)[a-zß-öø-ɏ]*panel|paneler|panel[a-zß-öø-ɏ]*|panelsamtal[a-zß-öø-ɏ]*|paneldebatt[a-zß-öø-ɏ]*|paneldebat|paneldiskusjon[a-zß-öø-ɏ]*|paneldiskussion[a-zß-öø-ɏ]*|panelet|[a-zß-öø-ɏ]*debatt(?:en)?|[a-zß-öø-ɏ]*debat(?:ten)?|debate|debahtta|roundtable|round table|rund[ae]?bord(?:s|ets)?(?:samtal|diskus|diskut|debatt?)[a-zß-öø-ɏ]*|(?:debatt?|panel)(?:møte|möte|møde)[a-zß-öø-ɏ]*|paneeli[a-zß-öø-ɏ]*|podiediskusjon|pánel[a-zß-öø-ɏ]*|digaštallan[a-zß-öø-ɏ]*|fishbowl)(?![a-zß-öø-ɏ])/,
}
const SOCIAL: Rule = {
  kind: 'social',
  when: /(?:^|[^a-zß-öø-ɏ])(?:[a-zß-öø-ɏ]*(?<!f[oö]r|efter|etter)middag(?:en)?(?![a-zß-öø-ɏ])|[a-zß-öø-ɏ]*(?<!f[oö]r|efter|etter)middag i |dinner|boat (?:trip|tour)|buff(?:et|é|en|éen|eten)(?![a-zß-öø-ɏ])|banquet|bankett[a-zß-öø-ɏ]*|reception|mottakelse[a-zß-öø-ɏ]*|mottaking i|mottagning|mottagelse|mingl[a-zß-öø-ɏ]*|mingel[a-zß-öø-ɏ]*|mingel|aperiti[a-zß-öø-ɏ]*|apéritif|apert?if[a-zß-öø-ɏ]*|drinks|wine|vinsmaking|bubbler|tapas|grill[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*quiz|pubquiz|[a-zß-öø-ɏ]*kaf[eé]$|pub(?![a-zß-öø-ɏ])|[a-zß-öø-ɏ]*konsert[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*koncert[a-zß-öø-ɏ]*|concert|recital|(?<!(?:i|om|av|for|på|og) )musikk(?!en? (?:i|på|som|og)(?![a-zß-öø-ɏ]))[a-zß-öø-ɏ]*|(?<!(?:i|om|av|för|på|och) )musik(?:underholdning|underhållning|indslag|inslag|program)?(?![a-zß-öø-ɏ])|musihk[a-zß-öø-ɏ]*|(?:kunstnerisk|kunstnarleg|kunstnarisk|musikalsk|konstnärligt|musikaliskt|sceniskt) (?:inn?slag|indslag)|artistic performance|musical (?:performance|interlude|entertainment)|kulturinnslag[a-zß-öø-ɏ]*|kulturell?t? innslag|kulturelt? innslag|kulturindslag|kulturprogram|kulturdoallu[a-zß-öø-ɏ]*|underholdning|underhaldning|underhållning|frokost|breakfast|frukost|morgenmad|aftensmad|kveldsmat|kvällsmat|kveldsmåltid|kvällsmål|(?:fest|gemenskaps|kultur|vis|sång)kväll|(?:fest|kultur|vise|sang|song)kveld|festaften|happy hour|supper|kveldssete|fest(?:en)?(?![a-zß-öø-ɏ])|jubileumsfest|jazz|allsang|allsång|fællessang|felles sang|lávlla|lávlun|lávlumat|guoimmuheapmi|dans(?![a-zß-öø-ɏ])|joik[a-zß-öø-ɏ]*|luohti|luođi[a-zß-öø-ɏ]*|luođit|eahketmállás[a-zß-öø-ɏ]*|eahketborran|mállás[a-zß-öø-ɏ]*|feasta|iđitborran|byrundtur|(?:tur|vandring|spasertur|gåtur) (?:i|til|på|langs|opp|rundt|gjennom)|vandring|morgontur|morgentur|kveldstur|yoga|(?:spaser|fjell|topp|båt|sykkel|rusle|skogs)tur(?:en)?(?![a-zß-öø-ɏ])|(?:craft|film|games?|pub|social|cultural) (?:night|evening)|[a-zß-öø-ɏ]*gympa|[a-zß-öø-ɏ]*(?<!na|kul|ra|uk|ek|ia|ak)tur(?:en)?$|ceilidh|sang(?![a-zß-öø-ɏ])|song(?![a-zß-öø-ɏ])|sing-?along|utflukt|ekskursjon[a-zß-öø-ɏ]*|exkursion[a-zß-öø-ɏ]*|ekskursion[a-zß-öø-ɏ]*|campfire|bonfire|konsear[td][a-zß-öø-ɏ]*|juoig[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*teáh?t[ea]r|biebmu|borramuš[a-zß-öø-ɏ]*|dánsun|rundtur|[a-zß-öø-ɏ]*teater(?:stykke|forestilling)?(?![a-zß-öø-ɏ])|open mic|poesi(?:kveld|kväll|aften|scene|slam)(?![a-zß-öø-ɏ])|fællesspisning|spisning|festivalmiddag|utflykt|udflugt|excursion|teaterforestilling[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*forestilling(?:a|en)?|[a-zß-öø-ɏ]*föreställning(?:en)?|filmvisning|filmvisning|^film(?=$|:)|filbma(?:čájeheapmi|čájáhus)?|(?:sosialt|socialt|social)(?= (?:samvær|samvære|samvaro|program|kveld|kväll|aften|evening|event|dinner|gathering|hour|activit|og |och |and |arrangement)|$|[,.])|nettverksbygging|nettverking|networking|nätverksmingel|velkomstdrink|kveldsarrangement|konsertopplevelse|badstu|sauna|[a-zß-öø-ɏ]*bo[kg]?(?:lansering|lancering|slipp|släpp)|boksläpp|book launch|(?:vuosehus|čájáhus)rahpan|motion(?=$|,| i | på )|jubileums(?:markering|feiring|firande)|sange(?![a-zß-öø-ɏ])|(?<= )(?:sanger|songar|sånger|viser)(?=$| fra| frå| från| og| och)|bading|festmåltid|måltid(?:et)?(?![a-zß-öø-ɏ])|[a-zß-öø-ɏ]*middagsbuff[eé]t?|festmiddag[a-zß-öø-ɏ]*|guossoh[a-zß-öø-ɏ]*|livđe)/,
  unless:
    /^(?:frokost|frukost|lunsj|breakfast)[a-zß-öø-ɏ]*?[ -]?(?:seminar|møte|möte|møde|foredrag|föreläsning|forelesning|meeting|lecture)|musikk(?:bibliotek|utlån|samling|tjenest)|sosiale medier|sociala medier|sosiale (?!utflukt|utfluk|arrangement|aktivitet|samvær)|social (?:media|work|policy|science|inclusion|responsib|impact)|middagshvil|(?:^|[^a-zß-öø-ɏ])festival(?:en)?(?![a-zß-öø-ɏ])|sosialt (?:ansvar|arbeid)|networking break(?!f)|konsertdokument/,
}
const OTHER: Rule = {
  kind: 'other',
  head: true,
  when: /(?:^|[^a-zß-öø-ɏ-])(?:[a-zß-öø-ɏ]*gruppearbeid[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*grupparbete[a-zß-öø-ɏ]*|gruppearbejde[a-zß-öø-ɏ]*|gruppediskusjon[a-zß-öø-ɏ]*|gruppdiskussion[a-zß-öø-ɏ]*|gruppesamtal[a-zß-öø-ɏ]*|gruppsamtal[a-zß-öø-ɏ]*|gruppeoppgave[a-zß-öø-ɏ]*|group (?:work|discussions?|session|exercise)|breakout[a-zß-öø-ɏ]*|break-?out[a-zß-öø-ɏ]*|work ?shops?|(?:[a-zß-öø-ɏ]+-)?workshop[a-zß-öø-ɏ]*|verksted[a-zß-öø-ɏ]*|verkstad[a-zß-öø-ɏ]*|arbeidsverksted|arbeidsstove|bargobádji|joavkobarg[a-zß-öø-ɏ]*|joavkosságast[a-zß-öø-ɏ]*|avreise[a-zß-öø-ɏ]*|avresa|[a-zß-öø-ɏ]*avgang|[a-zß-öø-ɏ]*afgang|hjemreise|heimreise|hemresa|hjemrejse|departure|depart|bus\b|buss\b|bussen|busstransport|bussavgang|transport|transfer|ferge|ferje|fly\b|flight|tog\b|avreis[a-zß-öø-ɏ]*|vuolgin|egentid|fritid|fri tid|fritt|free time|tid til eg[a-zß-öø-ɏ]*|egen tid|tid på eigen hand|eigentid|valg(?:$| av| til)|val(?:$| av)|election[a-zß-öø-ɏ]*|årsmøte[a-zß-öø-ɏ]*|årsmöte[a-zß-öø-ɏ]*|årsmøde[a-zß-öø-ɏ]*|generalforsamling[a-zß-öø-ɏ]*|[a-zß-öø-ɏ]*stämma|general assembly|annual (?:general )?meeting|agm|business meeting|(?:steering group|consortium|project|committee|staff|team|working group) meeting|styr(?:ings)?gruppemøte|indkvartering|innkvartering|inkvartering|jahkečoahkkin|styremøte|styrelsemöte|board meeting|saker|orienteringssaker|spørrerunde|spørretime|spørjerunde|[a-zß-öø-ɏ]*(?:morgen|all|nettverks|avdelings|arbeids|gruppe|personal)møte|strategiarbeid|åpen mikrofon|(?<![a-zß-öø-ɏ] )arbeid (?:med|i)|øvels[a-zß-öø-ɏ]*|parallell?[a-zß-öø-ɏ]*|parallel[a-zß-öø-ɏ]*|parallel|hovedsesjon|hovudsesjon|sesjon|session\b|plenum(?:$| )|(?:pass|block|blokk|bolk|økt|spor|spår|track) [0-9a-z]{1,3}$|busstur|busstour|bustur|bus tour|plenumssamtale|[a-zß-öø-ɏ]*drøft[a-zß-öø-ɏ]*|diskusjon[a-zß-öø-ɏ]*|diskussion[a-zß-öø-ɏ]*|drøfting[a-zß-öø-ɏ]*|discussion|open discussion|summing|spørsmål|spørsmålsrunde|frågor|frågestund|frågestund|spørgsmål|questions?|q ?& ?a|jearaldagat|ságastallan[a-zß-öø-ɏ]*|samtale rundt bord[a-zß-öø-ɏ]*|bordsamtaler|ordet fritt|ordet er fritt|åpen post|open post|eventuelt|ymse|felles planlegging|planlegging|evaluering|evaluation|eventuellt|utvärdering|visning$|idémyldring|idemyldring|bordssamtal|ryhmätyö|työpaja|rinnakkais[a-zß-öø-ɏ]*|keskustelu|válg(?:a|gat)|återsamling|uppsamling|redovisning(?:ar)?$|redovisning av|gruppevis|(?:concurrent|parallel|breakout|learning|educational|education|general|spotlight|business) (?:[a-z]+ )?(?:sessions?|meetings?)|(?:conference |convention |member )?orientation|^dialog (?:med|mellom)|[a-zß-öø-ɏ]*(?:dialog|samtale|diskusjons|diskussions|refleksjons|fokus|basis)grupper?(?:ne|na)?|etablering av [a-zß-öø-ɏ]*gruppe[a-zß-öø-ɏ]*|case$|demonstrasjon$|vurdering|idédugnad|idedugnad|konstituering|godkjenning av|nominations?|nominasjoner?|nomineringar?|valbar[at]?|valfria?|valgfri\S*|erfaringsutveksling|erfaringsdeling|erfarenhetsutbyte|erfaringsudveksling|runde(?!bord)|rundgang|posters?\b|courses?(?:$| )|tutorials?(?:$| )|velg mellom|deltakerne velger|deltakarane vel|deltagerne vælger|deltagarna väljer|deltagerne velger|vel mellom|välj mellan|vælg mellem|choose (?:between|one)|one of the following|postersesjon[a-zß-öø-ɏ]*|poster session|utstilling|utställning|exhibition|stands?|(?:studie|kyrko|kirke|kyrkje|museums|bedrifts|företags|virksomheds|fabrikks|fabriks|gårds|felt|fält)?(?:besøk|besøg|besök)(?!stal|ende|are|sel)|träff(?:ar)?(?:$| med)|överläggning|overlegning|avfärd|avfart|tåg(?= )|busskytt[a-zß-öø-ɏ]*|temagrupp|temagruppe|site visit|visit|tour\b|befaring|synfaring|reise|resa|journey|boarding|transit|ankomst (?:til|med)|fly fra|etterarbeid|status for prosjekt[a-zß-öø-ɏ]*|tid til|tid for|refleksjon(?:$| )|reflektion|øvelse|øving|praktisk øvelse|exercise|speed ?dat[a-zß-öø-ɏ]*|open space|kafédialog|world café|kafebord|unconference|lightning talks?$|arbeidsøkt|skriveøkt|work session|egenarbeid|utsjekk[a-zß-öø-ɏ]*|utsjekking|check-?out|seminargrupp[a-zß-öø-ɏ]*|markedsplass|markedsplads|marknadsplats|oppstilling|avmarsj|bekransning|kransenedleggelse|kransenedlegging|salutt|leker|leikar|lekar|utdeling av|utdelning av|uddeling af|matsalg|kakesalg|loddsalg|trekning|rigging|prøve|lydprøve|foto|fotografering|gruppebilde|group photo|award(?! ceremon)[a-zß-öø-ɏ]*|delprogram|flaggheis[a-zß-öø-ɏ]*|åpent hus|ope hus|öppet hus|åbent hus|open house|[a-zß-öø-ɏ]*øvelser|[a-zß-öø-ɏ]*övningar|erfaringsrunde|erfaringsrunda|åpent forum|ope forum|öppet forum|åbent forum|hemfärd|hjemtur|heimtur|hemresa|rebusløp|natursti|tipspromenad|hackathon|hack day|show and tell|(?:skrive|strikke|male|tegne|dans[ek]|koke|mat)kurs|fremlægg[a-zß-öø-ɏ]*|framlegging|fremlegging|strategic planning|arbeidsdeling|arbejdsdeling|sparring)(?:e?n|et|er|ar|or|a|ene|ane|arna|erna|s|es|e)?(?![a-zß-öø-ɏ])/,
  unless: /plenumsforedrag|parallellføring/,
}

// What a day holds besides talks: resolutions and accounts, devotions, things that open or go on. With a speaker it may be a talk.
const ROUTINE =
  /^(?:[a-zß-öø-ɏ]+ ){0,2}[a-zß-öø-ɏ]{3,}(?:møte|møde|möte|møter|møder|möten|sammanträde|samling|stämma|stemne)(?:t|n|ne|na|a)?(?=$| [–-] |:| (?:for|för|med|i|på|starter|startar|begynner|byrjar|börjar) ?)|^plenums?(?:gjennomgang|diskusjon|diskussion|drøfting)|^[a-zß-öø-ɏ-]{3,} sammanträde(?:n|t)?(?=$| )|(?:^| )(?:holder|held|håller|har) (?:[a-zß-öø-ɏ]+ ){0,2}(?:møter?|möten?|møder?)(?![a-zß-öø-ɏ])|^(?:næste skridt|next steps|veien videre|vegen vidare|neste steg|nästa steg|vägen framåt|vejen videre)(?![a-zß-öø-ɏ])|saker(?:$| )|^vedtak|debatt og vedtak|present themselves|^budsjett|^budget$|^regnskap|^rekneskap|^bokslut|^årsberetning|^årsmelding|forretningsmøde|votering|^valg(?![a-zß-öø-ɏ])|^val(?![a-zß-öø-ɏ])|øvrige valg|presentasjon av (?:de enkelte )?delta[kg][ae]r|presentation av deltagar|andakt|andagt|morgenbønn|morgonbøn|devotion|prayer|^fri (?:leg|lek)|^leker?(?![a-zß-öø-ɏ])|^frist for|^temabolk|^preparations?|^forberedelser?|^rydding|leaving|^toget |togoppstilling|barnetog|folketog|(?:opnar|åpner|öppnar|åbner|opens)(?: i [a-zß-öø-ɏ ]+)?(?:$|[.,])|feedback|meeting$|^conference program(?:me)?$|^program(?:me|met)?$|presentat[a-z]+ continue|(?:fortsetter|fortset|held fram|fortsätter|fortsætter|continued?s?)$|event$|^markering|^vi planlegg|introduction of participants|introduction participants|library visits?|^[a-zß-öø-ɏ]*(?:møte|möte|møde)(?:$| (?:med|på|i|for|av|mellom|mellem|mellan|between|hos|ved) )|^(?:meeting|møte|möte|møde) |^dagsorden|^dagordning|^saksliste|^briefing|^pr[eæ]senta(?:tion|sjon) a[vf] (?:alla|alle) |samtalsrum|samtalerom|bli kjent|^(?:samtaler?|samtal|dialog) (?:ved|rundt|kring|runt|mellem|mellom|mellan) |utstillingsåpning|udstillingsåbning|^tid til|^besøk/

// Nothing but a meeting: what is said under its points makes no talk of it.
const MEETING = /^[a-zß-öø-ɏ]{4,}(?:møte|møde|möte|sammanträde)(?:t)?$/

// Business that is nobody's talk, wherever in the title it is named: meetings of bodies, going on, going there, talking round tables.
const BUSINESS =
  /^(?:[a-zß-öø-ɏ]+ )?[a-zß-öø-ɏ]*(?:møte|möte|møde)sa[kg]er?$|^(?:møte|möte|møde) med |^fri (?:til|tid)(?![a-zß-öø-ɏ])|^ord for (?:dagen|kvelden)|morgenbønn|forhandling(?:er|ar|erne)?(?![a-zß-öø-ɏ])|^behandling av|^retur(?![a-zß-öø-ɏ])|^(?:separate )?møter (?:for|i)|^presentasjon (?:av )?(?:valg|val|kandidat)|(?:pre|post)-?conference (?:tour|workshop|session)|^(?:(?:first|second|third|fourth|fifth|sixth|seventh|paper|concurrent|contributed|afternoon|morning|poster|thematic|special) )+(?:session|sessions)(?: [a-z0-9]{1,2})?$|^(?:arbeidsgrupper|arbetsgrupper|arbejdsgrupper|working groups|smågrupper)|[a-z]*verksted(?:er|et|a)?(?![a-zß-öø-ɏ])|^(?:participants?|participant’s|delegate)?s? ?introductions?(?: of participants)?$|presentasjonsrunde|^(?:presentasjon|presentation|præsentation|oppsummering|opsamling|rapport|resultater|resultat|redovisning) (?:av|af|fra|från|frå) (?:gruppe|grupp|gruppa|workshop)[a-zß-öø-ɏ]*|presentationsrunda|præsentationsrunde|(?<!(?:fra|från|frå|from|om|of|etter|av|about|med|with) )workshops?(?=$|:| \(| on | about | om | kring )|^meet (?:the|and)|(?:committee|council|board|staff|members?|project|consortium|steering|executive|business)(?: [a-z]+)? meeting|working group(?:$| meeting)|^(?:vi |me )?(?:køyrer|kjører|reiser|drar|går|gå|åker|kører)(?: til| frå| fra| från| mot)? |^(?:framhald|fortsettelse|fortsättning|fortsættelse|forts\.?|continued|fri|free|egen tid|eigen tid)$|^[a-zß-öø-ɏ]*(?:diskusjon|diskussion|samtalsrum|samtalerom|samtaler|gruppesamtale)(?:er|ar|en)?(?![a-zß-öø-ɏ])|(?:åpning|opning|åbning|öppning|invigning) a[vf] (?:[a-zß-öø-ɏ]+ ){0,2}[a-zß-öø-ɏ]*(?:utstilling|udstilling|utställning)(?:en|a|ar)?(?! (?:og|och|&))|^seminari(?:er|ar)$|boksalg|boksal|bogsalg|book (?:sale|signing)|signering|flaggheis/

// Shown round or out walking: travel by day, company in the evening.
const TOUR =
  /(?:^|[^a-zß-öø-ɏ])(?:guided (?:tour|walk|visit)|(?:library|campus|building|museum) (?:tour|visit)|city walk|town walks?|walks?(?![a-zß-öø-ɏ])|walking tour|exploration of|byvandring|gatevandring|stadsvandring|omvisning|omvising|rundvisning|visning av|guidet tur|guidad tur|rundtur|byrundtur|sightseeing)/

// Held in a church, or as in one.
const SERVICE =
  /^(?:[a-zß-öø-ɏ]+ ){0,3}(?:[a-zß-öø-ɏ]*(?:gudstjeneste|gudsteneste|gudstjänst|gudstjenesta|gudstenesta|høymesse|høgmesse|høgmessa|hovedmesse|lysmesse|ljosmesse|ungdomsmesse|kveldsmesse|pilegrimsmesse|familiemesse|festmesse|(?:[a-zß-öø-ɏ]+-|hög|fest|natt|morgon|kvälls|afton|familje|musik|ungdoms|vecko|pilgrims|tema|julnatts)?mässa(?!n)|bønn|bøn|bön|bønnestund|bønestund|andakt|andagt)(?:en|n|a)?|(?:morgen|morgon|aften|kvelds|afton)(?:sang|song|sång)|vesper|evensong|matins|completorium|kompletorium|tidebønn|(?:fests?|aften)vesper|nattverd|nattvard|laudes|(?:church|divine|worship|memorial) service|holy (?:communion|mass)|mass|worship|morning prayers?|evening prayers?|devotions?|ipmilbálvalus|rohkos)(?![a-zß-öø-ɏ])/

// "Regionutvecklare Malin Ekdahl hälsar välkommen"
const GREETS =
  /^(?:dagens )?moderator .* inleder$|(?:hälsar|ønsker|ynskjer|önskar|hilser|helsar|byder)\s+(?:[a-zß-öø-ɏ]+\s+)?(?:velkommen|velkomen|välkommen|välkomna)(?![a-zß-öø-ɏ])/
// "Børnene fra Havskolen synger"
const PERFORMS = /(?:^|\s)(?:synger|syng|sjunger|opptrer|opptræder|underholder|underheld|lávlot|juiget)(?:$|[ .,])/
const PARTAKERS =
  /^(?:[a-zß-öø-ɏ]+s )?(?:deltak|deltag|participants|delegates)[a-zß-öø-ɏ]* (?:vælger|velger|vel|väljer|choose|diskuter|drøft|dryft|discuss|arbei|arbet|arbejd|work)[a-zß-öø-ɏ]*(?![a-zß-öø-ɏ])/
const CONVERSES = /^[a-zß-öø-ɏ]*(?:dialog|samtale|samtal|conversation|ságastallan|háleštallan)(?:en|et|s|n)?:?$/
const IN_GROUPS = /(?:^|\s)(?:i grupper|i grupp|i smågrupper|in groups|i plenum|in plenary)(?![a-zß-öø-ɏ])/

interface About {
  early: boolean
  last: boolean
  evening: boolean
  /** Does it begin around noon? */
  noon: boolean
  speakers: number
  /** How many of them speak in the item itself, not in one of its points. */
  own: number
  /** How many sub-items there are. */
  points: number
  /** Is there somebody who leads, whatever the word for it? */
  led: boolean
  /** Does a line beneath say who is in the panel? */
  panelled: boolean
  /** Is it led by somebody called the leader of a debate? */
  debate?: boolean
  /** The titles and remarks beneath, a line each. */
  beneath: string
}

// "Nyheter fra forbundet og åpent forum": told first, whatever follows.
const TOLD =
  /^(?:nytt|nyheter|nyhende|aktuelt|orientering|informasjon|information|status|erfaringer|erfaringar|rapport|news|updates?|report) /
const QUOTED = /^[«"“”][^«»"“”]{8,}[»"”]\.?$/
const ABOUT_SOMETHING =
  /^(?:evaluering|evaluation|utvärdering|vurdering|refleksjon(?:er)?|reflektioner|reflections?|planlegging) (?:av|af|of|on|om|over|på|kring) |^(?:arbeid|arbete|arbejde) med (?!.*(?:diskusjon|diskussion|drøfting|grupp))|^(?:møte|möte|møde) med [^:]+: /i

/** What sort of row it is, and how sure that is: a word of the title says it, somebody speaks, or nothing tells. */
export function kindOf(title: string, language: Language, about: About): { kind: Kind; confidence: Confidence } {
  // "Session A: Collections on a budget" is what its speakers talk of, not a session.
  const told =
    (about.own > 0 && about.points < 2) || (about.speakers > 0 && about.points === 0)
      ? title.replace(/^(?:session|sesjon|økt|bolk|modul|module|del|part|pass)\s(?:\d{1,2}[a-z]?|[A-Z]{1,2})\s*[:.–-]\s*/i, '')
      : title
  const named = kindByWords(told.toLowerCase(), language, about)
  // What stands in quotes is a talk's title, whatever words it holds; and to evaluate something before others is a talk too.
  const kind = named === 'other' && about.speakers > 0 && (QUOTED.test(told) || ABOUT_SOMETHING.test(told)) ? 'talk' : named
  if (kind !== 'talk') return { kind, confidence: title.split(/\s+/).length <= 4 ? 'stated' : 'likely' }
  return { kind, confidence: TALKING.test(title.toLowerCase()) ? 'stated' : about.speakers > 0 ? 'likely' : 'guessed' }
}

/** `language` matters for frokost, lunch in Danish and breakfast in Norwegian. */
function kindByWords(t: string, language: Language, about: About): Kind {
  // "Lesing som verktøy": what the thing is good for, not the thing.
  if (/^[a-zß-öø-ɏ]+ (?:som|as) (?!(?:er|har|vil|kan|skal|ska|blir)[ .])/.test(t)) return 'talk'
  const short = t.split(/\s+/).length <= 7
  // "Kirkekaffe m/foredrag" is coffee still.
  const talks =
    TALKING.test(t) &&
    TALKING.test(t.replace(/\s\([^()]*\)/g, '').replace(/^(\S+.*?)\s(?:m\/|m\.\s|med\s|with\s|inkl\S*\s|incl\S*\s).*$/, '$1'))
  const lunchWords = language === 'da' ? /(?:^|[^a-zß-öø-ɏ])(?:frokost[a-zß-öø-ɏ]*|lunch|let frokost)/ : null
  // "Middag" at noon is what others call lunch.
  const lunch = about.noon && /^middag(?:$| )/.test(t) ? 0 : firstAt(LUNCH, t, lunchWords)
  const registration = firstAt(REGISTRATION, t)
  const pause = firstAt(BREAK, t)
  // "Generalforsamling med lunsj" is business.
  if (
    lunch > 0 &&
    /\s(?:med|m\/|inkl\.?|with|including)\s?(?:kort |short |enkel )?$/.test(t.slice(0, lunch + 1)) &&
    ([0, 1].includes(t.search(OTHER.when)) || t.search(TOUR) === 0) &&
    registration < 0
  )
    return 'other'
  if (!talks && lunch >= 0 && (short || lunch < 14)) return registration >= 0 && registration < lunch ? 'registration' : 'lunch'
  if (registration >= 0 && (short || registration < 12) && !/ankomstkaff|arrival coffee/.test(t)) return 'registration'
  if (
    about.early &&
    /^(?:deltak|deltag|participants)\S* (?:.*[ /])?(?:logg?ar in|logger (?:inn?|på)|log (?:in|on))(?![a-zß-öø-ɏ])/.test(t)
  )
    return 'registration'
  if (about.early && /^(?:vi|me) (?:samles|samlast|møtes|møtast|samlas|ses|mødes)(?![a-zß-öø-ɏ])/.test(t)) return 'registration'
  const opening = firstAt(WELCOME, t)
  const closing = firstAt(CLOSING, t)
  // "Høymesse og kirkekaffe", "Omvisning og kaffe": the service comes first, and so does what is shown.
  if (!talks && pause > 0 && (SERVICE.test(t.slice(0, pause)) || TOUR.test(t.slice(0, pause)))) return 'other'
  if (
    pause >= 0 &&
    (short || pause < 6) &&
    opening < 0 &&
    !(closing === 0 && about.last) &&
    !talks &&
    !(about.speakers > 0 && pause > 12)
  ) {
    if (
      firstAt(OTHER, t) === 0 &&
      pause > 0 &&
      !/^uts?jekk/.test(t) &&
      !/^(?:poster|utstilling|exhibition|stand|utställning)/.test(t)
    )
      return 'other'
    return 'break'
  }
  // "Deltakerne velger mellem to foredrag", "Deltagarna diskuterar": they act, and nobody gives them a talk.
  if (PARTAKERS.test(t)) return 'other'
  if (/^briefing/.test(t) || (about.speakers === 0 && !talks && closing < 0 && IN_GROUPS.test(t))) return 'other'
  if (GREETS.test(t)) return 'welcome'
  if (about.speakers === 0 && PERFORMS.test(t)) return 'social'
  if (
    about.speakers === 0 &&
    about.last &&
    /summer(?:ar|er) dagen|(?:sammanfattar|sammenfatter|samanfattar|rundar av|avrundar) dagen|runder av|avrunder|rundar av|nohká/.test(
      t,
    )
  )
    return 'closing'
  if (about.speakers === 0 && /^gruppene (?:legg|presenter|rapporter)|^grupperna (?:presenter|redovis)/.test(t)) return 'other'
  if (/^(?:takk|tack|tak) f[oö]r (?:no|nå|nu|i ?dag|i ?kveld|i ?aften|i ?kväll|oss|denne)(?![a-zß-öø-ɏ])/.test(t))
    return 'closing'
  // "Lávvudialog" with four in it and one who leads: a panel by another name.
  if (about.led && about.speakers > 2 && about.points === 0 && CONVERSES.test(t)) return 'panel'
  const panel = firstAt(PANEL, t)
  const social = firstAt(SOCIAL, t)
  // "Nilsen i ord og toner: Konsert" is company too, and so is music with its players named.
  const company = social >= 0 && (/[:–—-]\s?$/.test(t.slice(0, social + 1)) || /^(?:kunst|musik|artist|konstn)/.test(t))
  const closes =
    closing >= 0 &&
    (about.last || /avslut|afslut|slutt?\b|vel h|hjem|heim|clos|adjourn|farewell|loahp/.test(t)) &&
    (short || closing < 12)
  // "Innledning ved …" in the middle of the day opens a discussion, not the day.
  if (!about.early && about.speakers > 0 && /^(?:innledning|innleiing|inledning|indledning|introduction|oppstart)$/.test(t))
    return 'talk'
  // "Om innkjøpsordningen – innledning".
  if (opening > 12 && about.speakers > 0 && /(?:innledning|innleiing|inledning|indledning|introduction)$/.test(t)) return 'talk'
  if (opening > 12 && short && about.speakers === 0 && /(?:welcome|velkomst|velkommen|velkomen|välkomna|välkommen)$/.test(t))
    return 'welcome'
  if (opening >= 0 && (opening <= 12 || t.split(/\s+/).length <= 4) && !(closes && about.last && closing < opening))
    return 'welcome'
  if (closes && about.last) return 'closing'
  const debate = about.speakers === 0 && short && /debatt?(?:en)?(?: \([a-z]*-?\d+\))?$/.test(t)
  if (panel > 0 && !talks && about.speakers === 0 && /^(?:spørsmål|spørgsmål|frågor|questions?|drøft)/.test(t)) return 'other'
  if (panel >= 0 && (debate || (panel < 10 && !talks) || /panel|roundtable/.test(t))) return 'panel'
  if (!talks && social >= 0 && (company || ((social < 20 || short) && !(about.speakers > 0 && social > 12)))) {
    const other = firstAt(OTHER, t)
    return other >= 0 && other < social ? 'other' : 'social'
  }
  if (!talks && SERVICE.test(t)) return 'other'
  const tour = t.search(TOUR)
  if (!talks && tour >= 0 && (tour < 20 || short)) return about.evening && !/besøk|besök|visit/.test(t) ? 'social' : 'other'
  if (
    !talks &&
    ((BUSINESS.test(t) && !(about.speakers > 0 && /\?$/.test(t))) ||
      (about.speakers === 0 && ROUTINE.test(t)) ||
      (about.own === 0 && MEETING.test(t)))
  )
    return 'other'
  // "Utstillinger i gamle hus – hva må man tenke på?": asked about, not shown.
  const asked = /\?$/.test(t) && /^(?:utstilling|udstilling|utställning|exhibition)\S* (?:i|in|som|as|på) /.test(t)
  const other = asked || (TOLD.test(t) && firstAt(OTHER, t) > 0) ? -1 : firstAt(OTHER, t)
  // "Facilitated group work: Problems from existing plans": what it is stands before the colon.
  const lead = /^[^:]{4,50}(?=: )/.exec(t)?.[0]
  if (!talks && lead && other > 0 && other < lead.length && about.speakers === 0 && lead.split(' ').length <= 6) return 'other'
  if (!talks && other >= 0 && (other === 0 || (about.speakers === 0 && (other < 10 || short)))) return 'other'
  if (closing >= 0 && closing < 12 && about.speakers === 0) return about.last ? 'closing' : 'other'
  if (/^leavgga?(?:[a-zß-öø-ɏ]*| [a-zß-öø-ɏ]+)$/.test(t)) return 'other'
  const happens = talks || /\?$/.test(t) ? null : happeningOf(t)
  if (
    happens === 'social' &&
    about.speakers > 0 &&
    (t.split(' ').length <= 3 || happeningOf(t.split(/[ ,:]/)[0] ?? '') === 'social')
  )
    return 'social'
  if (happens && about.speakers === 0) return happens === 'closing' && !about.last ? 'other' : happens
  if (about.evening && about.speakers === 0 && !talks && short) return 'social'
  const beneath = about.beneath.toLowerCase()
  if (/^velkommen|^välkom|^welcome|^bures/.test(beneath)) return 'welcome'
  if (
    about.led &&
    about.speakers > 1 &&
    /^(?:participants|panell?ists|deltakere|deltakarar|deltagere|deltagare)(?![a-zß-öø-ɏ])/m.test(about.beneath.toLowerCase())
  )
    return 'panel'
  if (
    about.panelled ||
    about.debate ||
    /^(?:panelen|panelet|the panel) [a-zß-öø-ɏ]/m.test(beneath) ||
    /^(?:[a-zß-öø-ɏ]+ )?(?:panel[a-zß-öø-ɏ]*|rundebord[a-zß-öø-ɏ]*)(?:$|:| med| with)/m.test(beneath) ||
    /^(?:[a-zß-öø-ɏ]+ )?(?:debatt?)(?:en)?(?:$|:|\n| med | om )/.test(beneath)
  )
    return 'panel'
  if (/idedugnad|idédugnad/.test(beneath)) return 'other'
  return 'talk'
}

/** Is this plainly the first or the last thing of a day ("Velkommen", "Registrering og kaffe"; "Avslutning")? */
export function edgeOfDay(title: string, edge: 'first' | 'last'): boolean {
  const t = title.toLowerCase()
  if (t.length > 60 || /^(?:velkommen|velkomen|välkommen|välkomna|welcome|buresboahtin) (?:til|till|to)(?![a-zß-öø-ɏ])/.test(t))
    return false
  return edge === 'first' ? firstAt(WELCOME, t) >= 0 || firstAt(REGISTRATION, t) >= 0 : firstAt(CLOSING, t) >= 0
}

function firstAt(rule: Rule, text: string, alternative: RegExp | null = null): number {
  const first = text.search(alternative ?? rule.when)
  const at = first < 0 && alternative ? text.search(rule.when) : first
  // Asked last, for most titles hold nothing that could be excused.
  return at >= 0 && rule.unless?.test(text) ? -1 : at
}
