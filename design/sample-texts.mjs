// What the sample's presentations and papers say. Invented, apart from the programme of 29 April 2020 and the names in it.

export const marking = 'Eksempel. Innholdet er diktet opp og gjelder ikke virkelige vedtak.'

export const presentations = [
  {
    file: 'dagens-agenda.pptx',
    title: 'Dagens agenda og kjøreregler',
    slides: [
      {
        heading: 'Dagens agenda og kjøreregler',
        points: ['Digitalt biblioteksjefmøte for Troms og Finnmark', 'Onsdag 29. april 2020'],
      },
      {
        heading: 'Velkommen',
        points: [
          'Det første felles biblioteksjefmøtet for Troms og Finnmark',
          'Konferansedelen er utsatt; i dag møtes biblioteksjefer og ledere på nett',
          'Velkommen ved Anne Torill Eriksen Balto, fylkesråd for plan, økonomi og kultur',
        ],
        notes: 'Ønsk alle velkommen, også de som er med på telefon.',
      },
      {
        heading: 'Formiddagen',
        points: ['09.00 Agenda og kjøreregler', '09.45 Pause', '10.00 Handlingsplan for bibliotekutvikling', '11.00 Lunsj'],
      },
      {
        heading: 'Ettermiddagen',
        points: [
          '12.00 Biblioteksystem',
          '12.20 E-bøker',
          '13.15 Digital formidling',
          '13.40 Diverse info og svar på innsendte spørsmål',
          '14.20 Vi blir kjent med noe av det som skjer i fylket vårt',
          '15.00 Avslutning',
        ],
      },
      {
        heading: 'Mikrofon og kamera',
        points: [
          'Mikrofonen er av når du ikke har ordet',
          'Kamera på når du snakker; ellers velger du selv',
          'Bruk hodetelefoner hvis du kan',
        ],
      },
      {
        heading: 'Slik får du ordet',
        points: [
          'Skriv «ordet» i meldingsfeltet',
          'Skriv «replikk» når det gjelder det som nettopp ble sagt',
          'Ordstyreren leser opp navnet ditt når det er din tur',
        ],
      },
      {
        heading: 'Spørsmål underveis',
        points: [
          'Still spørsmål skriftlig når som helst',
          'Spørsmål som er sendt inn på forhånd, besvares kl. 13.40',
          'Det vi ikke rekker, besvares i referatet',
        ],
      },
      {
        heading: 'Når nettet svikter',
        points: [
          'Faller du ut, er det bare å komme inn igjen',
          'Telefonnummeret til møtet står i innkallingen',
          'Faller vi ut, venter du ti minutter',
        ],
      },
      {
        heading: 'Opptak',
        points: [
          'Møtet tas ikke opp',
          'Presentasjoner og referater legges inn i programmet etter hvert',
          'Meld fra hvis noe må rettes',
        ],
      },
      {
        heading: 'Referat',
        points: ['Hver sak har sitt eget referat', 'Utkast kommer samme uke', 'Frist for merknader står ved saken'],
      },
      { heading: 'Pausene er pauser', points: ['Reis deg fra stolen', 'Vi begynner igjen på klokkeslettet'] },
      {
        heading: 'Godt møte!',
        points: [
          'Innledning ved Sunniva Knutsen, assisterende fylkesbiblioteksjef, og Birgit Larsen, fylkesbiblioteksjef i Troms og Finnmark',
        ],
      },
    ],
  },
  {
    file: 'biblioteksystem.pptx',
    title: 'Biblioteksystem i Troms og Finnmark',
    slides: [
      { heading: 'Biblioteksystem i Troms og Finnmark', points: ['Hvor vi står, og hva vi bør finne ut sammen'] },
      {
        heading: 'Hvorfor nå?',
        points: [
          'Flere avtaler går ut i løpet av to år',
          'Ett fylke, men ulike systemer og ulike vilkår',
          'Lånerne flytter, studerer og låner på tvers av kommunegrensene',
        ],
      },
      {
        heading: 'Slik er det i dag',
        points: [
          'Bibliotekene bruker ulike systemer',
          'Noen drifter selv, andre kjøper drift',
          'Avtalene er inngått kommune for kommune',
        ],
      },
      {
        heading: 'Hva bibliotekene sier',
        points: ['Fjernlån tar for mye tid', 'Statistikken er vanskelig å sammenligne', 'Små bibliotek mangler noen å spørre'],
      },
      {
        heading: 'Tre veier',
        points: ['Fortsette hver for seg, med felles kravliste', 'Felles innkjøp, egne baser', 'Felles system og felles base'],
      },
      {
        heading: 'Felles base: for og imot',
        points: [
          'For: ett søk, ett lånekort, enklere fjernlån',
          'For: bibliotek med få ansatte får mer støtte',
          'Imot: mye arbeid med å samle postene',
          'Imot: mindre rom for lokale løsninger',
        ],
      },
      {
        heading: 'Dette må kartlegges',
        points: ['Når avtalene går ut', 'Hva systemene koster i dag', 'Hva personvern og universell utforming krever'],
      },
      {
        heading: 'Forslag',
        points: [
          'En arbeidsgruppe kartlegger behov og avtaler',
          'Gruppen legger fram et notat på høstmøtet',
          'Ingen binder seg til noe før det',
        ],
      },
      {
        heading: 'Spørsmål til dere',
        points: ['Hva er viktigst for dere: pris, støtte eller søk?', 'Hvem vil være med i arbeidsgruppen?'],
      },
    ],
  },
  {
    file: 'nord-troms-regionsamarbeid.pptx',
    title: 'Nord-Troms regionsamarbeid',
    slides: [
      { heading: 'Nord-Troms regionsamarbeid', points: ['Seks bibliotek som deler på oppgavene'] },
      {
        heading: 'Hvem vi er',
        points: [
          'Kvænangen, Kåfjord, Lyngen, Nordreisa, Skjervøy og Storfjord',
          'Lange veier, små bibliotek, felles utfordringer',
        ],
      },
      {
        heading: 'Det vi gjør sammen',
        points: ['Deler på forfatterbesøk', 'Lager felles sommerlesing', 'Låner av hverandres samlinger med fast rute'],
      },
      {
        heading: 'Tre språk i hyllene',
        points: ['Norsk, samisk og kvensk', 'Felles innkjøp av bøker på samisk og kvensk', 'Skilt og plakater på tre språk'],
      },
      {
        heading: 'Hva vi har lært',
        points: ['En fast kontaktperson hos alle', 'Ett kort møte i måneden er nok', 'Skriv ned hvem som gjør hva'],
      },
      {
        heading: 'Veien videre',
        points: ['Felles kurs for de ansatte', 'En plan for bokbuss og leveringssteder', 'Gjerne et besøk fra dere'],
      },
    ],
  },
]

export const papers = [
  {
    file: 'utkast-til-handlingsplan.pdf',
    title: 'Utkast til handlingsplan for bibliotekutvikling i Troms og Finnmark',
    blocks: [
      ['H1', 'Utkast til handlingsplan for bibliotekutvikling i Troms og Finnmark'],
      [
        'P',
        'Lagt fram på biblioteksjefmøtet 29. april 2020. Utkastet er et grunnlag for samtale. Det er ikke behandlet politisk.',
      ],
      ['H2', 'Bakgrunn'],
      [
        'P',
        'Den nasjonale bibliotekstrategien 2020–2023, «Rom for demokrati og dannelse», understreker viktigheten av økt samarbeid på tvers i biblioteksektoren, mellom folkebibliotek og fag- og forskningsbibliotek. Troms og Finnmark er ett fylke fra 1. januar 2020. Handlingsplanen skal vise hva bibliotekene i fylket vil gjøre sammen, hvem som har ansvaret, og når det skal være gjort.',
      ],
      [
        'P',
        'Fylket er stort, og mange bibliotek har få ansatte. Det som er lett for et stort bibliotek, kan være umulig for et lite. Planen legger derfor vekt på tiltak som flere kan dele på, og som tåler at en nøkkelperson slutter.',
      ],
      ['H2', 'Slik er utkastet laget'],
      [
        'P',
        'Fylkesbiblioteket har samlet innspill fra besøk, telefonsamtaler og tidligere møter. Innspillene er sortert under tre mål. Under hvert mål står noen få tiltak, med forslag til ansvarlig og frist. Tiltak uten eier er tatt ut.',
      ],
      ['H2', 'Mål 1: Bibliotek som folk bruker'],
      [
        'P',
        'Bibliotekene skal være relevante for sitt lokalsamfunn: et sted å oppleve, lære og være, for et bredt spekter av brukere.',
      ],
      [
        'L',
        [
          'Meråpent bibliotek: et felles opplegg for opplæring, avtale med lånerne og oppfølging. Ansvarlig: fylkesbiblioteket og to bibliotek som har erfaring. Frist: våren 2021.',
          'Arrangementer som reiser: en felles kalender og en ordning der flere bibliotek deler på honorar og reise. Ansvarlig: en gruppe på fire bibliotek. Frist: høsten 2020.',
          'Digital formidling: et kurs om å fortelle om bøker på film og i sosiale medier, med vekt på universell utforming. Ansvarlig: fylkesbiblioteket. Frist: desember 2020.',
        ],
      ],
      ['H2', 'Mål 2: Kunnskapsaktører i lokalsamfunnet'],
      [
        'P',
        'Biblioteket møter alle aldre og kan være et nøytralt sted for samtale og læring. For å være det trenger de ansatte tid, kunnskap og noen å samarbeide med.',
      ],
      [
        'L',
        [
          'Kompetanseplan: hvert bibliotek skriver ned hva de trenger å lære de neste to årene. Fylkesbiblioteket lager kurs av det flest trenger. Frist: november 2020.',
          'Skole og bibliotek: en mal for samarbeidsavtale mellom folkebibliotek og skole, prøvd ut i tre kommuner. Frist: skolestart 2021.',
          'Samiske og kvenske samlinger: felles innkjøp, og en oversikt over hva som finnes og hvem som kan formidle det. Ansvarlig: bibliotek i det samiske forvaltningsområdet sammen med fylkesbiblioteket. Frist: juni 2021.',
        ],
      ],
      ['H2', 'Mål 3: Bibliotek som henger sammen'],
      [
        'P',
        'Innbyggerne skal ikke trenge å vite hvilken kommune boka står i. Det krever at systemer, avtaler og transport virker sammen.',
      ],
      [
        'L',
        [
          'Biblioteksystem: en arbeidsgruppe kartlegger behov og avtaler. Notat til høstmøtet 2020.',
          'E-bøker: en oversikt over avtaler og bruk, som grunnlag for et felles innkjøp. Frist: september 2020.',
          'Transport: en gjennomgang av rutene, med forslag til faste dager. Frist: våren 2021.',
        ],
      ],
      ['H2', 'Hvordan vi følger opp'],
      [
        'P',
        'Hvert tiltak har en eier og en frist. På hvert biblioteksjefmøte ser vi på listen: hva er gjort, hva er forsinket, og hva bør vi slutte med. Et tiltak som ikke har vært rørt på to møter, blir tatt ut eller får ny eier.',
      ],
      ['P', 'Status føres med fire ord: ikke begynt, under arbeid, ferdig og falt bort. Det som faller bort, skal ha en grunn.'],
      ['H2', 'Hva det koster'],
      [
        'P',
        'De fleste tiltakene kan gjøres innenfor rammene bibliotekene har i dag, hvis arbeidet deles. Noen tiltak krever prosjektmidler. For dem skriver fylkesbiblioteket søknaden sammen med bibliotekene det gjelder, og ingen tiltak settes i gang før finansieringen er avklart.',
      ],
      ['H2', 'Spørsmål til gruppene'],
      [
        'L',
        [
          'Hvilke to tiltak er viktigst for ditt bibliotek?',
          'Hva mangler?',
          'Hva kan ditt bibliotek ta ansvar for?',
          'Hvordan kan vi sammen skape gode bibliotektjenester med de ressursene vi har?',
        ],
      ],
      ['H2', 'Veien videre'],
      [
        'P',
        'Utkastet sendes bibliotekene til gjennomlesing. Innspill sendes til fylkesbiblioteket innen 12. juni 2020. Fylkesbiblioteket samler dem og legger fram en ny utgave på høstmøtet.',
      ],
    ],
  },
  {
    file: 'e-boker-status.pdf',
    title: 'E-bøker: status',
    blocks: [
      ['H1', 'E-bøker: status'],
      ['P', 'Notat til biblioteksjefmøtet 29. april 2020.'],
      ['H2', 'Kort fortalt'],
      [
        'P',
        'Etter at bibliotekene stengte dørene i mars, har flere enn før lånt e-bøker og e-lydbøker. Det er bra for lånerne, men budsjettene er laget for et vanlig år. Flere bibliotek spør om de må sette et tak.',
      ],
      ['H2', 'Avtalene'],
      [
        'L',
        [
          'Noen bibliotek har egen avtale, andre er med i et felles innkjøp.',
          'Prisen avhenger av lisens: noen bøker kjøpes for et antall utlån, andre for en periode.',
          'Nye bøker har ofte karantenetid før bibliotekene får kjøpe dem.',
        ],
      ],
      ['H2', 'Det bibliotekene melder'],
      [
        'L',
        [
          'Ventelistene er lange for de mest populære titlene.',
          'Eldre lånere trenger hjelp over telefon for å komme i gang.',
          'Tilbudet på samisk er lite, og det er vanskelig å finne.',
        ],
      ],
      ['H2', 'Tre grep som hjelper nå'],
      [
        'L',
        [
          'Sett lånetaket likt i hele fylket, så slipper lånerne å lete etter det beste stedet.',
          'Lag én veiledning som alle kan sende ut.',
          'Del erfaringer om innkjøp: hvilke lisenser lønner seg?',
        ],
      ],
      ['H2', 'Forslag'],
      [
        'P',
        'Fylkesbiblioteket lager en oversikt over avtaler, priser og bruk innen 29. mai 2020. Oversikten blir grunnlaget for å vurdere et felles innkjøp.',
      ],
      ['H2', 'Spørsmål'],
      ['P', 'Har ditt bibliotek en avtale som går ut i år? Meld fra til fylkesbiblioteket, så kommer den med i oversikten.'],
    ],
  },
  {
    file: 'finnlitt.pdf',
    title: 'FinnLitt – Finnmark internasjonale litteraturfestival',
    blocks: [
      ['H1', 'FinnLitt – Finnmark internasjonale litteraturfestival'],
      ['P', 'Kort presentasjon på biblioteksjefmøtet 29. april 2020.'],
      ['H2', 'Hva det er'],
      [
        'P',
        'En festival som flytter på seg. Forfattere fra flere land møter lesere i bibliotek langs kysten og på vidda, og programmet har alltid noe på norsk, samisk og kvensk.',
      ],
      ['H2', 'Hva bibliotekene gjør'],
      [
        'L',
        [
          'Er vertskap for ett eller to arrangementer.',
          'Leser og anbefaler bøkene på forhånd, gjerne med en lesesirkel.',
          'Inviterer skolene på dagtid.',
        ],
      ],
      ['H2', 'Hva festivalen gjør'],
      [
        'L',
        [
          'Lager programmet og avtaler med forfatterne.',
          'Ordner reise og tolk.',
          'Trykker plakater på de språkene hvert sted ønsker.',
        ],
      ],
      ['H2', 'Vil dere være med?'],
      [
        'P',
        'Meld fra til festivalen før sommeren. Små steder går foran: et arrangement med tolv tilhørere kan være det viktigste i uka.',
      ],
    ],
  },
  {
    file: 'til-forberedelse.pdf',
    title: 'Til forberedelse',
    blocks: [
      ['H1', 'Til forberedelse'],
      ['P', 'Til deltakerne på bibliotekkonferansen for Troms og Finnmark. Les gjennom før konferansen, og ta med notater.'],
      ['H2', 'Tre spørsmål'],
      [
        'L',
        [
          'Hvordan kan vi sammen skape gode bibliotektjenester til våre innbyggere med de ressursene vi har?',
          'Hvordan utvikle bibliotekene våre til å bli relevante kunnskapsaktører i lokalsamfunnet?',
          'Hvordan jobbe godt sammen på tvers av sektor- og kommunegrenser?',
        ],
      ],
      ['H2', 'Ta med'],
      [
        'L',
        [
          'Ett eksempel fra ditt eget bibliotek som andre kan ha nytte av.',
          'Én ting du gjerne ville delt med nabokommunen: folk, samling, kurs eller arrangement.',
        ],
      ],
      ['P', 'I gruppearbeidet tirsdag ettermiddag begynner vi med eksemplene.'],
    ],
  },
]
