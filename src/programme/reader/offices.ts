/** Words for offices and trades, in six languages. */

// Any word that ends so, whatever is put before it and in whatever form.
const ENDINGS = `
  sjef leder leiar ledare chef direktør direktör rådgiver rådgivar rådgivare professor lektor docent dosent lærar lärare forsker forskar forskare
  bibliotekar bibliotekarie ordfører ordførar ordförande borgmester borgerråd statsråd minister fylkesråd byråd regionråd konsulent konsult
  koordinator samordnare samordner forfatter forfattar författare journalist redaktør redaktör stipendiat student studerende doktorand sekretær
  sekreterare rektor dekan advokat jurist arkitekt kunstner kunstnar konstnär kurator utvikler utviklar utvecklare strateg analytiker ingeniør
  amanuensis rådgjevar dramatiker kritiker aktivist skuespiller skådespelare komponist översättare oversetter omsetjar oversætter illustratør
  bokhandler bokhandlar forlegger förläggare varaordfører psykolog innleder innleiar inledare oplægsholder foredragsholder kokk pedagog terapeut
  biolog økonom ekonom sosiolog filosof lingvist programleder kommentator bonde fisker soldat offiser instruktør veileder vegleiar handledare vejleder
  utreder utredare läkare læge formidler formidlar arkivar konservator inspektør formand forkvinne nestleder nestleiar representant medlem politiker
  president historiker historikar poet skald musiker produsent regissør fotograf gründer eier partner specialist spesialist seniorrådgiver ansvarlig
  ansvarleg ansvarig ambassadør ambassadör handläggare ledamot arkivarie antikvarie intendent folklorist publicist medarbeider medarbetare medarbejder
  saksbehandler saksbehandlar planlegger arkeolog geolog antropolog etnolog prest präst kyrkoherde komminister diakon kantor pastor kapellan dirigent
  prost biskop sogneprest jođiheaddji ráđđeaddi direktevra girječálli bibliotekára dutki várrejođiheaddji ságajođiheaddji oahpaheaddji lávdegotti
  hoavda ráđđi presideanta konsuleanta koordináhtor stipendiáhtta dáiddár čálli bargi fylkesmann rådmann rådmand statsforvalter statsforvaltar ombud
  ombod departementsråd oppositionsråd sykepleier sjukepleiar sjuksköterska sygeplejerske overlege överläkare løytnant överstelöjtnant oberst politimester lensmann klovn
  litteraturviter litteraturvitar statsviter samfunnsviter tillitsvalgt tillitsvald godsejer landmand bibliotekarisk organist sognepræst kateket
  klokker kirkeverge kyrkjeverje skuespillar musikar tonsättare regissör filmskaper filmskapare illustratör designer ingenjör teolog jordmor logoped
  reindriftsutøver reineier reineigar förmedlare antikvar registrator sametingsråd lyriker lyrikar anmelder blogger podkaster influencer entreprenør
  entreprenör udvikler programmerer fuldmægtig adjunkt postdoc undervisningsassistent inspektör translator gårdbruker gardbrukar girjerádju
  politihkkár skoleelev tecknare lærer fastlege kommunelege fylkeslege tannlege barnelege bedriftslege assistent betjent tekniker arbetare förvaltare
  formgiver formgivare veterinær veterinär talsperson talskvinne talsmann talesperson kasserer kasserar kassör formann talman sosionom socionom forvalter forvaltar
  vernepleier vernepleiar kaptein brigader megler mäklare revisor controller regnskapsfører rekneskapsførar bestyrer songar sångare spillemann
  spelemann spelman programmerar pædagog psykiater teknolog virolog statistiker matematiker fysiker kemiker kjemiker granskare talsman samfundsforsker
  undersköterska åklagare domare tjänsteman tjenestemann embetsmann chargé tränare forteljar berättare johtaja professori tutkija kirjastonhoitaja
  lahttu miellahttu praeses preses visepresident päällikkö asiantuntija ministeri rehtori suunnittelija koordinaattori sihteeri toimittaja sosialarbeider sosialarbeidar fagarbeider fagarbeidar
  politimester byggmester tingsrettsdommer høyesterettsdommer lagdommer`
// Offices that stand alone; their letters end many another word.
const WORDS = `
  provost publisher præst tegner writer poet artist historian novelist illustrator teacher scientist economist activist musician storyteller chair
  chairman chairwoman chairperson manager director head librarian officer lecturer researcher author editor adviser advisor consultant secretary
  treasurer coordinator curator archivist dean mayor minister fellow councillor sir lady reverend bishop captain landshövding borgmästare
  riksdagsledamot kommunalråd landsråd provst ceo cto cio phd ph.d dr prof adm dir daglig mr mrs ms founder engineer analyst developer vice senior
  assistant associate executive ass assisterende fung konst konstituert tidligere tidlegare tf første seniorforsker stedfortredende biträdande assist
  emeritus emerita postdoktor phd-stipendiat lege gjest president chief trustee chancellor vice-chancellor rector registrar specialist strategist
  scholar planner designer producer commissioner ambassador leader facilitator trainer nurse doctor principal superintendent attorney counsel
  administrator ombudsman statistician conservator technologist lagmann governor lieutenant senator selectman selectwoman alderman sheriff comptroller treasurer riksarkivar riksarkivaren nasjonalbibliotekar stortingsrepresentant
  programskaper kronprins kronprinsesse prins prinsesse prinsessan dronning konge kung dommer dommar tolk polis major granskar trener`

const either = (list: string) =>
  list
    .trim()
    .split(/\s+/)
    .map((word) => word.replace('.', '\\.'))
    .join('|')
const FORMS = '(?:n|en|a|in|e|er|ar|ene|ane|erne|arna|erna|ne|na)?'
// Letters spelt out, and no u flag: the classes of \p{L} cost more to compile than all the words together.
const OFFICE = new RegExp(
  `(?:^|[^a-zß-öø-ɏ])(?:[a-zß-öø-ɏ]*(?:${either(ENDINGS)})${FORMS}|${either(WORDS)}|(?:[a-zß-öø-ɏ]+-)?(?:tilsette|ansatte|tilsatte|anställda))(?![a-zß-öø-ɏ])`,
)

/** Does the text hold the word of an office or a trade? */
export function holdsOffice(text: string): boolean {
  return text.length < 400 && OFFICE.test(text.toLowerCase())
}

/** "folklorist" in "av folklorist Ørnulf Hodne": one small word right before a name is what the person is. */
export function isTradeWord(word: string): boolean {
  if (/^årets \p{Ll}{4,}$/u.test(word)) return true
  // "av møteplasser", "med erfaringer": things, of which there are many.
  if (/(?:sser|inger|elser|heter|ingar|anger|nger|sjoner|tioner|asjonar)$/.test(word)) return false
  return /^(?!(?:sammen|saman|tillsammans|blant|både|også|også|därefter|deretter|samt|med|mens|også|etter|efter|inkludert|including|featuring|hvor|kvar|where|when|både)$)\p{Ll}[\p{L}-]{4,}$/u.test(
    word,
  )
}
