/** Invented people, topics and houses in six languages, for programmes that are made rather than found. */
import type { Kind, Language } from '#programme/reader/shape.ts'

export interface Words {
  readonly weekdays: readonly string[]
  readonly months: readonly string[]
  readonly events: readonly string[]
  /** Titles by kind; a talk's are topics. */
  readonly titles: Readonly<Record<Exclude<Kind, 'panel'>, readonly string[]>>
  readonly panels: readonly string[]
  readonly people: readonly string[]
  readonly offices: readonly string[]
  readonly workplaces: readonly string[]
  readonly points: readonly string[]
  readonly by: string
  readonly and: string
  readonly clock: string
  readonly day: string
  readonly programme: string
  readonly columns: readonly [time: string, what: string, who: string]
  readonly speaker: string
  readonly moderator: string
  readonly room: string
  readonly from: string
  readonly until: string
  readonly about: string
  readonly prose: string
  readonly practical: readonly string[]
}

const list = (text: string): string[] => text.split('|').map((one) => one.trim())

export const WORDS: Readonly<Record<Language, Words>> = {
  nb: {
    weekdays: list('mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag'),
    months: list('januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember'),
    events: list(
      'Biblioteksjefmøtet i Nordfylket|Fagdag om samlinger|Formidlingskonferansen|Seminar om lesing og fellesskap|Nettverksmøte for arkiv',
    ),
    titles: {
      talk: list(
        'Hva vil vi med de stille rommene?|Lesing som folkehelse|Fjernlån i endring|Hvordan når vi de unge voksne?|Digitale kilder i undervisningen|Bokbussen mot nye mål|Kunstig intelligens og kildekritikk|Språkkafé i en liten kommune|Når huset skal bygges om|Fra avis til arkiv|Samisk litteratur for barn|Beredskap for kulturarv|Statistikk som forteller noe|Meråpent – erfaringer etter fem år',
      ),
      break: list('Pause|Kaffepause|Beinstrekk|Pause med frukt'),
      lunch: list('Lunsj|Felles lunsj på hotellet'),
      registration: list('Registrering og kaffe|Registrering'),
      welcome: list('Velkommen|Åpning|Velkommen og praktisk informasjon'),
      closing: list('Avslutning|Oppsummering og avslutning|Vel hjem'),
      social: list('Middag|Festmiddag|Byvandring i gamlebyen'),
      other: list('Gruppearbeid|Workshop om planarbeid|Spørsmål og diskusjon|Parallelle sesjoner'),
    },
    panels: list('Paneldebatt om ytringsfrihet|Panelsamtale: Hvem eier fortiden?'),
    people: list(
      'Kari Nordvik|Ola Steinmo|Ingrid Fjellstad|Tor Arne Lillevik|Siv Solbakken|Harald Myrmo|Bente Aas|Jon Erik Sundli|Fatima Warsi|Randi Kvamme|Eskil Rønning|Anne-Lise Torp|Petra Vågan|Kåre Lunde',
    ),
    offices: list('rådgiver|biblioteksjef|professor|seniorforsker|prosjektleder|ordfører|forfatter|avdelingsleder'),
    workplaces: list(
      'Sandøy bibliotek|Nordfylket fylkeskommune|Universitetet i Havn|Nasjonalarkivet|Storvik kommune|Foreningen Bokglede|Kystmuseet',
    ),
    points: list(
      'Status fra prosjektene|Erfaringer så langt|Planer for neste år|Samarbeid med skolene|Økonomi og drift|Ny nettside',
    ),
    by: 'ved',
    and: 'og',
    clock: 'kl.',
    day: 'Dag',
    programme: 'Program',
    columns: ['Tid', 'Tema', 'Hvem'],
    speaker: 'Foredragsholder',
    moderator: 'Ordstyrer',
    room: 'Rom',
    from: 'fra',
    until: 'til',
    about: 'om',
    prose:
      'Vi inviterer til en dag med faglig påfyll og gode samtaler. Møtet er åpent for alle som arbeider i bibliotek og arkiv.',
    practical: list(
      'Påmelding innen 1. september på nettsiden.|Deltakeravgift kr 1 450,- inkludert lunsj.|Spørsmål? Ring 77 12 34 56 eller skriv til post@motet.example.|Fjære sjø kl. 13.40, flo kl. 19.55.|Med forbehold om endringer i programmet.',
    ),
  },
  nn: {
    weekdays: list('måndag|tysdag|onsdag|torsdag|fredag|laurdag|sundag'),
    months: list('januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember'),
    events: list('Bibliotekdagane på Vestøy|Fagdag om samlingar|Haustseminaret|Samling for leselaga|Nettverksmøte for arkiv'),
    titles: {
      talk: list(
        'Kva vil vi med dei stille romma?|Lesing som folkehelse|Fjernlån i endring|Korleis når vi ungdomen?|Digitale kjelder i skulen|Bokbåten mot nye mål|Nynorsk på nettet|Språkkafé i ei lita bygd|Når huset skal byggjast om|Frå avis til arkiv|Målretta arbeid med små barn|Beredskap for kulturarv|Tal som fortel noko|Meirope – røynsler etter fem år',
      ),
      break: list('Pause|Kaffipause|Beinstrekk|Pause med frukt'),
      lunch: list('Lunsj|Felles lunsj på hotellet'),
      registration: list('Registrering og kaffi|Registrering'),
      welcome: list('Velkomen|Opning|Velkomen og praktisk informasjon'),
      closing: list('Avslutning|Oppsummering og avslutning|Vel heim'),
      social: list('Middag|Festmiddag|Byvandring i gamlebyen'),
      other: list('Gruppearbeid|Verkstad om planarbeid|Spørsmål og diskusjon|Parallelle sesjonar'),
    },
    panels: list('Paneldebatt om ytringsfridom|Panelsamtale: Kven eig fortida?'),
    people: list(
      'Jorunn Hovland|Eirik Fivelstad|Ragnhild Sørvåg|Arne Olav Myklebust|Siri Lothe|Halvard Reite|Gunnhild Vik|Odd Geir Tveit|Samira Haidari|Torhild Sandal|Vegard Årset|Anne-Kari Bøe|Oddlaug Nes|Sjur Hatlevoll',
    ),
    offices: list('rådgjevar|biblioteksjef|professor|forskar|prosjektleiar|ordførar|forfattar|avdelingsleiar'),
    workplaces: list(
      'Vestøy folkebibliotek|Fjordane fylkeskommune|Høgskulen i Sund|Landsarkivet|Storevik kommune|Foreininga Bokglede|Kystmuseet',
    ),
    points: list('Status frå prosjekta|Røynsler så langt|Planar for neste år|Samarbeid med skulane|Økonomi og drift|Ny nettstad'),
    by: 'ved',
    and: 'og',
    clock: 'kl.',
    day: 'Dag',
    programme: 'Program',
    columns: ['Tid', 'Tema', 'Kven'],
    speaker: 'Foredragshaldar',
    moderator: 'Ordstyrar',
    room: 'Rom',
    from: 'frå',
    until: 'til',
    about: 'om',
    prose:
      'Vi inviterer til ein dag med fagleg påfyll og gode samtalar. Møtet er ope for alle som arbeider i bibliotek og arkiv.',
    practical: list(
      'Påmelding innan 1. september på nettstaden.|Deltakaravgift kr 1 450,- med lunsj.|Spørsmål? Ring 57 12 34 56 eller skriv til post@motet.example.|Fjøre sjø kl. 13.40, flo kl. 19.55.|Med atterhald om endringar i programmet.',
    ),
  },
  sv: {
    weekdays: list('måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag'),
    months: list('januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december'),
    events: list(
      'Biblioteksdagarna i Västvik|Temadag om samlingar|Läskonferensen|Seminarium om läsning och gemenskap|Nätverksträff för arkiv',
    ),
    titles: {
      talk: list(
        'Vad vill vi med de tysta rummen?|Läsning som folkhälsa|Fjärrlån i förändring|Hur når vi unga vuxna?|Digitala källor i skolan|Bokbussen mot nya mål|Källkritik i en ny tid|Språkkafé i en liten kommun|När huset ska byggas om|Från tidning till arkiv|Minoritetsspråk för barn|Beredskap för kulturarv|Statistik som berättar något|Meröppet – erfarenheter efter fem år',
      ),
      break: list('Paus|Kaffepaus|Bensträckare|Fika'),
      lunch: list('Lunch|Gemensam lunch på hotellet'),
      registration: list('Registrering och kaffe|Registrering'),
      welcome: list('Välkomna|Inledning|Välkommen och praktisk information'),
      closing: list('Avslutning|Sammanfattning och avslutning|Tack för idag'),
      social: list('Middag|Festmiddag|Mingel'),
      other: list('Grupparbete|Workshop om planarbete|Frågor och diskussion|Parallella sessioner'),
    },
    panels: list('Paneldebatt om yttrandefrihet|Panelsamtal: Vem äger det förflutna?'),
    people: list(
      'Karin Norrman|Olof Stenberg|Ingrid Fjällström|Per-Olof Lindvik|Åsa Söderling|Harald Moberg|Birgitta Ask|Jan Erik Sundin|Amira Haddad|Lena Kvist|Emil Rönnberg|Anna-Lena Torp|Madeleine Våge|Göran Lund',
    ),
    offices: list('rådgivare|bibliotekschef|professor|forskare|projektledare|kommunalråd|författare|utvecklare'),
    workplaces: list(
      'Västviks stadsbibliotek|Region Öster|Sjöstads universitet|Landsarkivet|Storviks kommun|Föreningen Bokglädje|Kustmuseet',
    ),
    points: list(
      'Läget i projekten|Erfarenheter hittills|Planer för nästa år|Samarbete med skolorna|Ekonomi och drift|Ny webbplats',
    ),
    by: 'med',
    and: 'och',
    clock: 'kl.',
    day: 'Dag',
    programme: 'Program',
    columns: ['Tid', 'Ämne', 'Vem'],
    speaker: 'Talare',
    moderator: 'Moderator',
    room: 'Rum',
    from: 'från',
    until: 'till',
    about: 'om',
    prose: 'Vi bjuder in till en dag med ny kunskap och goda samtal. Mötet är öppet för alla som arbetar i bibliotek och arkiv.',
    practical: list(
      'Anmälan senast den 1 september på webbplatsen.|Deltagaravgift 1 450 kr inklusive lunch.|Frågor? Ring 070-123 45 67 eller skriv till post@motet.example.|Med reservation för ändringar i programmet.',
    ),
  },
  da: {
    weekdays: list('mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag'),
    months: list('januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december'),
    events: list(
      'Biblioteksdagene i Vestby|Temadag om samlinger|Formidlingskonferencen|Seminar om læsning og fællesskab|Netværksmøde for arkiver',
    ),
    titles: {
      talk: list(
        'Hvad vil vi med de stille rum?|Læsning som folkesundhed|Fjernlån i forandring|Hvordan når vi de unge?|Digitale kilder i undervisningen|Bogbussen mod nye mål|Kildekritik i en ny tid|Sprogcafé i en lille kommune|Når huset skal bygges om|Fra avis til arkiv|Litteratur for de mindste|Beredskab for kulturarv|Tal der fortæller noget|Åbent bibliotek – fem år efter',
      ),
      break: list('Pause|Kaffepause|Kort pause|Kaffe og kage'),
      lunch: list('Frokost|Fælles frokost'),
      registration: list('Registrering og kaffe|Indskrivning'),
      welcome: list('Velkomst|Åbning|Velkomst og praktisk information'),
      closing: list('Afslutning|Opsamling og afslutning|Tak for i dag'),
      social: list('Middag|Festmiddag|Byvandring i den gamle by'),
      other: list('Gruppearbejde|Workshop om planarbejde|Spørgsmål og diskussion|Parallelle sessioner'),
    },
    panels: list('Paneldebat om ytringsfrihed|Paneldebat: Hvem ejer fortiden?'),
    people: list(
      'Karen Norby|Ole Stenbæk|Inge Fjelsted|Jens Peter Lund|Sanne Solvang|Henrik Mose|Birthe Aagaard|Jan Erik Sønderby|Fatima Wahid|Rikke Kvist|Emil Rønne|Anne-Mette Torp|Dorthe Vang|Kjeld Lunding',
    ),
    offices: list('konsulent|bibliotekschef|professor|forsker|projektleder|borgmester|forfatter|afdelingsleder'),
    workplaces: list(
      'Vestby Bibliotek|Region Øst|Sundby Universitet|Landsarkivet|Storeby Kommune|Foreningen Bogglæde|Kystmuseet',
    ),
    points: list(
      'Status fra projekterne|Erfaringer indtil nu|Planer for næste år|Samarbejde med skolerne|Økonomi og drift|Ny hjemmeside',
    ),
    by: 'ved',
    and: 'og',
    clock: 'kl.',
    day: 'Dag',
    programme: 'Program',
    columns: ['Tid', 'Emne', 'Hvem'],
    speaker: 'Oplægsholder',
    moderator: 'Ordstyrer',
    room: 'Lokale',
    from: 'fra',
    until: 'til',
    about: 'om',
    prose:
      'Vi inviterer til en dag med ny viden og gode samtaler. Mødet er åbent for alle, der arbejder i biblioteker og arkiver.',
    practical: list(
      'Tilmelding senest den 1. september på hjemmesiden.|Deltagerbetaling 1.450 kr. inklusive frokost.|Spørgsmål? Ring 12 34 56 78 eller skriv til post@moedet.example.|Der tages forbehold for ændringer i programmet.',
    ),
  },
  en: {
    weekdays: list('Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday'),
    months: list('January|February|March|April|May|June|July|August|September|October|November|December'),
    events: list(
      'Northern Libraries Conference|Seminar on Small Collections|Workshop on Reading Communities|Archives Network Meeting|Annual Shelf Symposium',
    ),
    titles: {
      talk: list(
        'What do we want from quiet rooms?|Reading as public health|Interlending in transition|Reaching young adults|Digital sources in the classroom|The bookmobile revisited|Source criticism in a new age|A language café in a small town|Rebuilding while open|From newspaper to archive|Books for the youngest|Rescuing heritage after floods|Numbers that tell a story|Open hours without staff – five years on',
      ),
      break: list('Break|Coffee break|Coffee|Tea and coffee'),
      lunch: list('Lunch|Buffet lunch'),
      registration: list('Registration and coffee|Registration'),
      welcome: list('Welcome|Opening remarks|Welcome and introduction'),
      closing: list('Closing remarks|Wrap-up and close|Close'),
      social: list('Dinner|Conference dinner|Drinks reception'),
      other: list('Group work|Workshop on planning|Questions and discussion|Parallel sessions'),
    },
    panels: list('Panel discussion on free speech|Panel: Who owns the past?'),
    people: list(
      'Moira Kelso|Duncan Airey|Harriet Fairclough|Peter John Langley|Susan Okafor|Walter Finch|Priya Raman|Tobias Renner|Fatima Walsh|Rosalind Quayle|Neil Thornbury|Anne-Marie Dunne|Ingrid Solheim|Kevin Lund',
    ),
    offices: list('Head of Collections|Librarian|Professor|Research Fellow|Project Manager|Mayor|Author|Director'),
    workplaces: list(
      'Westmere Library|Eastmere County Council|University of Dunmore|National Archive|Fenwick Museum|Reading Trust',
    ),
    points: list('News from the projects|Lessons so far|Plans for next year|Working with schools|Money and staff|A new website'),
    by: 'by',
    and: 'and',
    clock: 'at',
    day: 'Day',
    programme: 'Programme',
    columns: ['Time', 'Topic', 'Speaker'],
    speaker: 'Speaker',
    moderator: 'Chair',
    room: 'Room',
    from: 'from',
    until: 'to',
    about: 'on',
    prose:
      'We invite you to a day of new ideas and good conversations. The meeting is open to everybody who works in libraries and archives.',
    practical: list(
      'Register by 1 September on the website.|The fee is £145, lunch included.|Questions? Call 01632 960 123 or write to post@meeting.example.|The programme is subject to change.',
    ),
  },
  se: {
    weekdays: list('vuossárga|maŋŋebárga|gaskavahkku|duorastat|bearjadat|lávvardat|sotnabeaivi'),
    months: list(
      'ođđajagemánu|guovvamánu|njukčamánu|cuoŋománu|miessemánu|geassemánu|suoidnemánu|borgemánu|čakčamánu|golggotmánu|skábmamánu|juovlamánu',
    ),
    events: list('Girjerádjobeaivvit|Fágabeaivi girjerádjosiidda|Lohkanseminára|Arkiivačoahkkin'),
    titles: {
      talk: list(
        'Girjebusse ođđa áiggis|Lohkan ja dearvvašvuohta|Mánáidgirjjálašvuohta sámegillii|Movt olahit nuoraid?|Digitála gáldut skuvllas|Áviissas arkiivii|Sámi girjjit neahtas|Giellakafea smávva gielddas|Go viessu galgá divvojuvvot|Kulturárbbi gáhtten',
      ),
      break: list('Boddu|Káfeboddu|Káfestallan'),
      lunch: list('Lunša|Gaskabeaivvit'),
      registration: list('Registreren ja káfe|Registreren'),
      welcome: list('Bures boahtin|Rahpan|Álggahansánit'),
      closing: list('Loahpaheapmi|Loahpahansánit'),
      social: list('Eahketmállásat|Konsearta ja luohti'),
      other: list('Joavkobargu|Jearaldagat ja ságastallan'),
    },
    panels: list('Paneldigaštallan|Pánelságastallan'),
    people: list(
      'Biret Ánne Sáre|Máhtte Jovnna Eira|Rávdná Turi|Niillas Ovllá Somby|Inger Elle Gaup|Ánte Siri|Elle Márjá Hætta|Sunna Kitti|Piera Jovnna Utsi|Máret Bongo',
    ),
    offices: list('girjerádjohoavda|ráđđeaddi|professor|dutki|jođiheaddji|girječálli'),
    workplaces: list('Sámi girjerádju|Deanu gielda|Sámi allaskuvla|Sámi arkiiva|Kárášjoga gielda'),
    points: list('Dieđut prošeavttain|Vásáhusat dan rádjai|Plánat boahtte jahkái|Ovttasbargu skuvllaiguin|Ođđa neahttasiidu'),
    by: 'v/',
    and: 'ja',
    clock: 'dii.',
    day: 'Beaivi',
    programme: 'Prográmma',
    columns: ['Áigi', 'Fáddá', 'Gii'],
    speaker: 'Logaldalli',
    moderator: 'Čoahkkinjođiheaddji',
    room: 'Lanja',
    from: '',
    until: '',
    about: 'birra',
    prose: 'Mii bovdet buohkaid beaivái mas leat ođđa jurdagat ja buorit ságastallamat. Čoahkkin lea rabas buohkaide.',
    practical: list(
      'Dieđiheapmi ovdal čakčamánu 1. b. neahttasiiddus.|Haddi 450 ru.|Jearaldagat? Riŋge 78 12 34 56 dahje čále post@coahkkin.example.',
    ),
  },
}
