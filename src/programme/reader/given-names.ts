/**
 * Given names in use in the Nordic countries, Sápmi and the English-speaking world, with common ones from elsewhere.
 *
 * A programme seldom says which words are a person. A capitalised word known as a given name is the strongest sign
 * there is; without it "Region Söder" and "Mariana Tsakis" look alike. Names that are also ordinary words at the start
 * of a title (Dag, Even, Will, May) are left out on purpose: a wrong person is worse than a doubt.
 */
const LIST = `
  Aagot Aasmund Annar Anngunn Annveig Arna Arnbjørg Arngeir Arnodd Arnvid Asgaut Asgerd Audgunn Baard Bergfrid Bergit Bjørnulf Bothild Bryngeir
  Byrge Daghild Eiliv Eirun Eldar Elisha Ellbjørg Embret Emelin Engebret Enok Finnbjørn Fredmund Froydis Geirfinn Gjøran Gudbjørg Gudleiv Gudrid Gunda
  Gunnleiv Gunnvald Gull-Britt Ingegärd Jakup Jogeir Karstein Kjerand Leidulf Magny Naina Odne Ordin Palmar Perny Steinvor Synnøva Torild Torkjell
  Torvild Vilfred
  Sylfest Ninnie Hedwig Olov Olof Sylvest Tollak Vigleiv
  Hjalte Petrin Svanlaug Søs Vibecke Bjarnhild Bodhild Brynjulv Dagrunn Ellisiv Gunnstein Gunnveig Hallbjørg Hallfrid Halldor Heming Hild Hildeborg
  Ingeleiv Ingerlise Ingjald Ivind Mimmi Ranveig Ryno Sunneva Tjostolv Tolleiv Berndt Jessika Ronnie Ulrica Ywonne Villemo Wivi Wiveka Zandra Tindra
  Sylve Svenne Stigbjörn Rolande Roine Ragge Ottilia Loviisa Jimmie Iwar Fritiof Cilla Carita Øjvind Thøger Thue Svenning Sonny Regnar Neel Munir
  Mikala Magrethe Kresten Klavs Jimmi Herluf Dines Chresten Sini Sisko Terttu Tommi Anssi Arvo Helvi Jyrki Kyösti Miia Minttu Amna Aysel Dilek Dima
  Emine Fadi Farhan Fatih Ghada Gül Hatice Hilal Hüseyin Iyad Khalil Majid Nadim Suhail Umar Thandi Ngaire Moana Aroha Wiremu Hemi Maree Raewyn
  Gaylene Shayne Kerrie Noeline Lyndal Merryn Narelle Sharyn Darryn Jayne Alun Dafydd Geraint Gwilym Huw Iwan Meirion Sioned Owain Hywel Angharad Ceri
  Eluned Ffion Lowri Mererid Fraser Mairi Ruaridh Shona Sorcha Roisin Orlaith Eamon Diarmuid Fionnuala Mairead Dermot Darlene Gayle Jeanine Jerri Joni
  Judi Kathi Kathie Kelli Lori Marti Nita Robyn Shari Sherri Tami Teri Traci Troy Vickie Mihkkel Ánna Ántte Láhppo Leavnnas Hilka Hillá Isáhk
  Sammol Ánddaras Nijjla Gustu Majja Jonhild Heðin Jóannes Marjun Sunrið Dánjal Guðrun Súsanna Tórður Þórður Hrafnhildur Ólöf Jónas
  Eiríkur Njáll Svanhildur Unnur Vigdís Þorgerður Gunnhildur Dagur Auður Ásdís Birgir Björg Elísabet Enfys Basil Enoch Isra Majel Bobo Ewald
  Flavia Gjyri Jannecke Jarleif Jørleif Klaes Laurentz Lillan Malfrid Ottilie Rosanne Sveinulf Synva Tharan Thormod Tirill Torborg Åsulf Øygunn
  Tyrone Kamran Rami Shabana Abid Bushra Matilde Mathea Othilie Anlaug Bergljot Bjørghild Elisiv Erle Gunnlaug Halldis Hallgerd Kristi Mildrid Solrunn
  Targjerd Valgerd Vårin André Brede Brynjulf Eskil Fritjof Gunleik Haavard Hallgrim Haldor Ingvald Mikal Sigmund Tharald Tollef Vetle Anki Mathilda
  Niclas Bolette Majken Knud Áillohaš Inggá Jovna Márja Máreha Niiles Piere Ráste Ándá Čuđi Elenor Heaikka Jussa Juvvá Láhkon Moarsi Pigga Aili Anni
  Irja Ayşe Abdullahi Asha Halima Sahra Ehsan Sepideh Azadeh Usman Naveed Rashid Habib Deniz Emir Mirza Edin Zoran Snežana Hanh Ming Kenji Sakura
  Sunita Deepak Arjun Sanjay Vikram Dmitri Alexei Yulia Agnieszka Małgorzata Paweł Marcin Ailsa Catriona Callum Euan Sian Siân Bethan Giles Imogen
  Pippa Poppy Winifred Ngozi Chidi Kwame Kofi Abena Akua Adaeze Chinedu Emeka Oluwaseun Funmi Tunde Wanjiku Njeri Kamau Otieno Aoife Ciara Saoirse
  Seán Eoin Aidan Conor Cormac Wyatt Cody Brittany Lindsey Beverly Loretta Rosalyn Latoya Keisha Tamika DeShawn Darnell Terrence Lamar Lucía Camila
  Guadalupe Pilar Consuelo Jolien Marieke Anouk Femke Bram Daan Lieke Maarten Wouter Hendrik Willem Heike Ulrike Günter Uwe Detlef Alessandra Stefano
  Céline Amélie Aurélie Guillaume Benoît Thierry Véronique Thale Berntine Birgithe Christl Edda Eirunn Elbjørg Eldfrid Elida Emmeline Frøya Gjøril
  Gjøa Gunvald Halfrid Hermine Hildegard Idunn Ingrunn Ivarna Jartrud Jofrid Karna Kjellfrid Kristbjørg Laurenze Ovidia Ragne Snøfrid Stinna Sunnøve
  Tea Thordis Tomine Torfrid Ulrikke Wilhelmina Yrja Aadne Amandus Andor Arnbjørn Arnljot Bjart Bjørge Bjørgulf Bjørgulv Didrik Finngeir Geirmund
  Gjert Hagbart Halkjell Haftor Helmer Herbjørn Hroar Ingulf Jardar Jomar Kaare Knutolav Kornelius Ladislav Lauritz Leander Leidulv Lorents Ludvik
  Lyder Mandius Mentz Narve Oddmar Olve Paal Selmer Sigvald Solmund Steinulf Tallak Terkel Tjerand Tjøstolv Torvid Tron Tønnes Vebjørn Vigleik
  Waldemar Zakarias Aamund Åmund Ånen Åsulv Agda Algot Alvar Ambjörn Calle Carola Cajsa Christofer Edit Efva Elof Enar Engla Erland Evert Frans
  Frideborg Gillis Greger Gunder Gusten Hjördis Hulda Inez Ingbritt Iréne Isa Jeremias Jerk Jorma Jöns Kennet Kersti Liselott Ludde Majvor Malte
  Malvina Mariette Melker Milton Natanael Noak Orvar Osvald Ossian Runo Sigge Svea Teodor Thorbjörn Thure Tilde Totte Ture Uno Verner Viveka Wille
  Agnethe Aske Bertel Caspar Dorrit Ejnar Ejner Gerner Gunner Hardy Ingelise Jannik Kamma Krista Laurids Linea Lizette Lærke Mik Natasja Nete Rasmine
  Sille Sofus Stinne Sys Thyra Adela Agatha Aled Alwyn Anneke Archie Barnaby Barney Bartholomew Beatrix Bernice Bertha Beryl Bev Bronwen Bryony Carys
  Cassie Cerys Chester Christabel Clementine Cordelia Cressida Darcy Darryl Daryl Deirdre Denzil Desmond Dilys Dinah Dougal Dudley Edwina Effie Emlyn
  Enid Errol Esme Esmé Ethel Eunice Evangeline Ewan Ewen Felicity Fergus Finlay Freddie Garth Gethin Gladys Godfrey Grainne Greer Guinevere Gwendolyn
  Gwyneth Hamza Hattie Humphrey Ianto Ifan Ioan Iona Ira Ivor Jago Janelle Janine Jarvis Jemima Josiah Judd Julianne Kath Keeley Keiran Lachlan Leanne
  Lester Llewellyn Lottie Louella Maisie Marcella Margery Mavis Mervyn Millicent Milly Mollie Montgomery Mungo Murray Myfanwy Myrtle Nerys Norah
  Odette Olwen Oona Orla Orlando Osborne Padma Paloma Patsy Perpetua Petula Piers Rafferty Reggie Rhiannon Rhoda Rhona Romy Rosamund Ruthie Sadie
  Seren Shauna Shelagh Sinéad Solomon Spencer Stanley Stewart Tegan Theodora Tilly Trixie Vaughan Wallace Warren Wilbur Willa Zadie Zoë
  Ine Eira Ada Una Ylva Eir Siw Ina Marek Ilze Jukka Janis Tomas Jurgita Kristaps Maija Liga Juris Andris Tiit Toomas Katrin Kadri Riina Tuomo Timo Sirpa Heli Seppo Ottar Hallbjørn Torgny Bjarte Ylva Synneva Dale Risten Sverre Yngvild Torgils Torbjørg Åsmund Eystein Alasdair Kåre Nanna Ragnfrid Borgar Gaute Tarjei Odin Njål Hogne Vidkunn Sigfrid Norvald Dagrun Arnlaug Oddlaug Magnhild Gunnvor Borghild Alfhild Hjørdis Snefrid Solgunn Svanaug Sissela Disa Embla Ellinor Runa Signy Tiril
  Máhtte Bierna Ássta Biret Márjjá Gáddjá Elvi Inger Ánde Jovnna Nilla Jouni Ristiinná Sárá Láilá Ánte Ovllá Ibbá Ibba Rávnná Ellen Ravna Káre
  Karlheinz Celina Sijbolt Annemaree Pip
  Abby Abdi Abdul Abdullah Abe Abel Abigail Abraham Ada Adam Adele Adeline Adonis Adrian Adriana Adrien Adrienne Agnar Agnes Agneta Agnete Agot Ahmad
  Ahmed Aida Aiden Áile Aileen Áilin Ailo Áilo Ailu Áilu Aimee Aina Aino Aisha Aksel Alan Alana Albert Alberte Albin Aleksander Aleksandra Aleksi Alena
  Alessandro Alessia Alex Alexa Alexander Alexandra Alexandre Alexandrea Alexandrine Alexanne Alexis Alf Alfhild Alfred Ali Alia Alice Alicia Alina
  Alisa Alise Alisha Alistair Aliya Aliyah Allan Alma Alv Alva Alvhild Alyssa Amal Amalia Amalie Amanda Amara Amaya Amber Amelia Amelie Amina Amir Amira
  Amund Amy Ana Anabel Anastasia Ándaras Ánde Anders Andre Andrea Andreas Andrew Andrine Andrzej Ane Aneta Anette Anfinn Angela Angelica Angelina
  Angeline Angelo Angus Anita Anja Ann Anna Ánná Annabel Annabell Annabelle Ánnámáret Annbjørg Anne Ánne Anneli Annelie Annelise Annemette Annette
  Annfrid Ánni Annie Annika Anniken Annikki Annlaug Ánot Ansgar Ante Ánte Antero Anthony Anti Antoinette Anton Antonia Antonina Antonio Antti Arash
  Archibald Ariane Ariel Arielle Arild Armand Armin Arne Arnfinn Arnhild Arno Arnold Arnstein Arnt Arnulf Aron Arthur Arunthavanathan Arve Arvid Asbjørn
  Asger Ashley Aslak Aslat Áslat Aslaug Asle Asta Astri Astrid Atle Aud Audhild Audrey Audun August Augustine Aune Aurelia Aurora Aurore Ava Axel Ayan
  Ayana Ayden Ayla Aylin Ayse Azra Balder Bao Barbara Barbro Bart Beaska Beate Beau Bella Ben Bendik Bengt Benjamin Bennett Benny Bent Bente Berit
  Berivan Bernadette Bernard Bernhard Bernt Berta Bertil Bertram Bertrand Beth Betina Betty Bianka Bier Biera Bierna Biret Birger Birgit Birgitta
  Birgitte Birit Birthe Bitten Bjarke Bjarne Bjørg Bjørn Björn Bjørnar Bjørnhild Blaise Blanche Bo Bob Bobbie Bobby Bodil Boel Boine Borghild Borgny
  Boris Bosse Bradley Brandon Brenda Brent Brian Brice Bridget Brigitte Brita Britt Britta Bruce Bruno Bryan Brynhild Brynjar Børge Börje Børre Bård
  Calvin Camilla Camille Cara Carin Carina Carl Carla Carlo Carlos Carlotta Carmen Carol Caroline Carsten Casper Cassandra Cassandre Catherine Cathrine
  Cato Cecile Cecilia Cecilie Cedric Celia Celine Charles Charlie Charlotte Chase Chelsey Chen Cheyenne Chloe Chris Christel Christelle Christer
  Christian Christin Christina Christine Christoffer Christophe Christopher Cindy Claes Claire Clara Clare Clarence Clarissa Claude Claudine Claus
  Clemens Clotilde Clovis Colin Colleen Collin Conner Connie Connor Conny Constance Constantin Cora Coralie Craig Cristina Curt Cynthia Cyrus Dagfinn
  Dagmar Dagny Dagrun Daisy Damian Damien Dan Dana Daniel Daniela Danielle Danny Dante Daphne Darian Dario Darius Darren Dave David Davin Dávvet Dávvid
  Dax Dean Deborah Declan Delia Delphine Denis Denise Dennis Derek Devin Diana Diane Diego Dilan Dimitri Dina Dion Ditte Djamila Domenic Dominic Dominik
  Dominique Don Donald Donna Donny Dorian Doris Dorit Dorothea Dorothy Dorte Dorthe Dorthea Douglas Dragan Duncan Duommá Dustin Dylan Ea Ealli Ebba Ebbe
  Eda Edel Eden Edgar Edith Edle Edmond Edmund Edvard Edvin Edward Edwin Eero Eeva Egel Egil Eigil Eileen Eilert Eilif Einar Eirik Eirin Eivind Elaine
  Eldbjørg Eldrid Eleanor Eleazar Elen Elena Eleonora Elfrid Eli Elias Elijah Elin Elina Eline Elinor Elisa Elisabet Elisabeth Elise Eliza Elizabeth
  Ella Elle Ellen Elling Ellinor Elliot Elmáre Elna Elsa Else Elsebeth Emanuel Embla Emelie Emely Emil Emilia Emilie Emilio Emily Emma Emmanuel
  Emmanuelle Emmy Emre Endre Enrico Ensio Eric Erik Erika Erin Erke Erkki Erlend Erling Ernest Ernestine Erwin Esben Eskild Espen Estelle Ester Esther
  Ethan Eugene Eugenia Eva Evan Eveliina Eveline Evelyn Evie Evy Ewa Eystein Ezra Fabian Fadumo Fanny Farah Farid Fatima Fay Faye Felicia Felix Filip
  Finn Fiona Flavie Flemming Flora Florence Florian Florine Francesca Francesco Francis Frank Franz Freddy Frederic Frederick Frederik Fredrik Fredrika
  Frej Freja Frida Frieda Friedrich Fritz Frode Frøydis Gabriel Gabriella Gabrielle Gáddjá Gáre Gáren Gareth Gárral Gary Gaston Gavin Geir Geoffrey
  Georg George Georgette Gerald Gerd Gerda Germaine Germund Gertrude Gideon Gilbert Gillian Gina Gino Giovanni Giret Gisle Gitte Giulia Giuseppe
  Gjermund Gjertrud Glenn Gloria Goran Gordon Gorm Graham Greg Gregers Gregory Greta Grete Grethe Gro Gry Gudmund Gudrun Gudveig Guhtur Guled Gunborg
  Gunilla Gunn Gunná Gunnar Gunnbjørg Gunnel Gunnhild Gunvor Guri Guro Gustav Gustave Gusttá Guttorm Guy Gwen Gyda Gøran Göran Gösta Hailey Hakim Haldis
  Halfdan Halgeir Hallgeir Hallvard Halvard Halvor Hamid Hampus Hanna Hannah Hanne Hannele Hannes Hánno Hannu Hans Hánsa Harald Harriet Harry Harvey
  Hassan Hauk Hawa Hayley Hazel Heaika Heaike Heanda Heandarat Heather Hector Hedda Hedvig Hege Heidi Heihká Heikki Heine Helen Helén Helena Helene
  Helga Helge Hella Helle Henning Henny Henri Henrietta Henriette Henrik Henry Herbert Herbjørg Herborg Herdis Herman Hermod Hiba Hilda Hilde Hildegunn
  Hildur Hillevi Hjalmar Hjørdis Hodan Hogne Holger Hortense Howard Hubert Hugh Hugo Hussein Håkan Håkon Haakon Håvar Håvard Iain Ian Ib Iben Ibrahim
  Ida Idar Idun Ifrah Igor Iisakki Iisko Ilmárá Ilmari Ilse Imani Immanuel Ines Inga Ingá Ingar Inge Ingebjørg Ingeborg Ingegerd Ingela Ingelin Ingemar
  Inger Ingerid Ingger Ingir Ingjerd Ingolf Ingolv Ingri Ingrid Ingrun Ingunn Ingvar Ingvild Ingvill Inkeri Iŋgá Iŋger Iren Irene Irina Iris Irma Irmeli
  Isabel Isabell Isabella Isabelle Isaiah Isak Iselin Isla Ismael Issát Isaac Iva Ivan Ivar Iver Ivy Jace Jacinthe Jack Jackie Jacky Jacob Jacqueline
  Jacques Jada Jade Jaden Jairo Jake Jakob Jakub Jamal James Jamie Jamila Jan Jana Jane Janet Janice Janina Janis Janne Janni Jannicke Jannie Jannike
  Jared Jari Jarl Jarle Jarmo Jaron Jasmin Jasmine Jason Jasper Javier Jávrá Jay Jayce Jayda Jayden Jaylen Jayson Jean Jeanette Jeanne Jeffrey Jenna
  Jenni Jennie Jennifer Jenny Jens Jeppe Jeremiah Jeremie Jeremy Jerker Jermaine Jerome Jerry Jesper Jess Jesse Jessica Jessie Jessy Jette Jill Jim
  Jimmy Jo Joachim Joakim Joan Joana Joanna Joanne Joanny Joar Jocelyn Joe Joel Joelle Joey Johan Johán Johann Johanna Johanne Johannes John Johnny Johs
  Jolie Jon Jonas Jonatan Jonathan Jonny Jordan Jordy Joret Jorge Jorid Jorun Jorunn José Josef Josefin Josefine Joseph Josephine Josh Joshua Josie
  Jostein Jouni Jovnna Jovsset Joy Joyce Juan Jude Judith Judy Juha Juhán Juhani Juho Jukka Jules Julia Julian Juliana Julie Julien Julius Jussá Justin
  Justine Justus Justyn Jürgen Jytte Jøran Jørgen Jörgen Jørn Jaakko Kaia Kaisa Kaj Kaja Kajsa Kalervo Kalevi Kalle Kamal Kamilla Káre Karen Káren Kari
  Karianne Karim Karin Karina Karl Karla Karoliina Karolina Karoline Karsten Kasper Kassandra Katariina Katarina Kate Katharina Katherine Kathleen
  Kathrine Katja Kátjá Katrine Kay Kaya Kayden Kaylee Kayleigh Keanu Keith Keld Kelly Kenneth Kenny Kent Kerry Kerstin Ketil Kevin Khadija Khalid Kian
  Kiana Kiara Kicki Kim Kimberly Kine Kira Kirsi Kirste Kirsten Kirsti Kirstine Kjartan Kjeld Kjell Kjellaug Kjersti Kjerstin Kjetil Klara Klas Klaus
  Klemetti Knut Kolbjørn Konrad Kristen Krister Kristian Kristiina Kristiinná Kristin Kristina Kristine Kristoffer Krzysztof Kurt Kyllikki Kyra Kyrre
  Kåre Kaarina Laila Láilá Lajla Lambert Lana Larissa Larry Lars Lássa Lasse Lásse Laura Lauren Laurence Lauri Lauriane Laurie Laurine Laurits Lavinia
  Lawrence Layla Lea Leah Leammet Leann Lee Leena Leif Leila Leiv Lena Lene Lennart Lennie Lenny Leo Leon Leona Leonard Leonardo Leonie Leonora Leopold
  Leroy Lesley Leslie Leticia Levi Lewis Lexi Lexie Leyla Lia Liam Liana Liisa Liissá Lilian Liliana Lill Lilla Lillian Lilly Lily Lina Linda Lindsay
  Line Linh Linn Linnea Linnéa Linus Lionel Lisa Lisbet Lisbeth Lise Liv Liza Logan Lois Lola Lone Lorena Lorentz Lorenz Lorenzo Lorna Lorraine Lotta
  Lotte Lotten Lou Louie Louis Louisa Louise Lova Lovisa Lubna Luc Lucas Lucia Luciano Lucie Lucienne Lucille Lucy Ludvig Ludwig Luis Luisa Lukas Luke
  Luna Lydia Lykke Lynn Lynne Macy Madeleine Mads Mae Maeve Magali Magda Magdalena Mággá Magnar Magne Magnhild Magnus Máhte Máhtte Maija Máijá Maja
  Malcolm Malene Malin Malthe Mandy Manuel Mara Mára Marc Marcel Marco Marcus Maren Máret Margaret Margareta Margareth Margaretha Márgget Margit Margot
  Margrete Margrethe Marguerite Margunn Mari Maria Mariam Marian Mariana Mariann Marianna Marianne Marie Marika Marilyn Marina Mario Marion Marisa Marit
  Márit Marius Marja Márjá Marjatta Márjjá Mark Markku Marko Markus Marlen Marlene Marley Marlon Marta Marte Martha Marthe Martin Martine Martti Marvin
  Mary Maryam Mason Mateo Mathias Mathilde Mathis Matias Matilda Mats Matteo Matthew Matthias Matti Mattias Maud Maureen Maurice Max Maxime Maximilian
  Maxine Maya Mayra Megan Meghan Mehdi Mehmet Mei Melanie Melinda Melisa Melissa Melody Melvin Merete Merja Merle Merlin Mette Mia Micael Micah Michael
  Michaela Michel Michelle Mie Miguel Mihkal Mihkkal Mihku Mika Mikael Mikaela Mike Mikkal Mikkel Mikko Miles Mille Milo Mimi Mina Minh Minna Mira
  Mireille Miriam Moa Mogens Mohamed Mohammad Mohammed Molly Mona Monica Monika Monique Morag Morgan Morris Morten Muhammad Muriel Mustafa Myra Märta
  Målfrid Måns Maarit Nadia Nadine Nancy Nanna Naomi Nasrin Natalia Natalie Natasha Nathalie Nathan Nathanael Neil Nelson Nestor Nguyen Nia Nicholas
  Nick Nicklas Nico Nicola Nicolas Nicole Nicoline Niels Nigel Niillas Niilo Nikita Nikki Niklas Niko Nikolai Nikolas Nilas Nilasa Nilla Nils Nina Njål
  Noah Noel Noemi Nola Nolan Noor Nora Noralf Norbert Norman Norunn Nour Nova Oda Odd Oddbjørg Oddbjørn Oddny Oddrun Oddvar Oddveig Ofelia Ola Olaf
  Olaug Olav Olavi Ole Olea Oleg Olena Olga Olive Oliver Olivia Olle Olli Olof Omar Orvokki Oscar Oskar Oskari Otis Otto Outi Ove Ovllá Owe Owen Pablo
  Pal Palle Pamela Paolo Parisa Pascale Patricia Patrick Patrik Paul Paula Paulette Pauliina Pauline Pawel Peder Pedro Peer Peggy Pekka Pelle Penelope
  Pentti Per Pernilla Pernille Peter Petra Petri Petronella Petter Petteri Phil Philip Phillip Phoebe Pia Piera Pierre Pieti Piotr Pirita Pirjo Pirkko
  Pontus Poul Preben Priya Prudence Päivi Pär Pål Quentin Quinn Quinten Rachel Rafael Ragna Ragnar Ragnhild Ragni Rahel Raija Ráijá Raj Rakel Ralph
  Ramon Randi Rania Rannveig Raoul Raphael Rasmus Raul Rauna Rauni Ravdna Rávdná Raymond Rebecca Rebeka Rebekka Regina Reginald Regitze Reidar Reidun
  Reinert Reinhard Renate Reza Rhys Ricardo Richard Rick Rickard Rico Rigmor Riitta Rikke Riley Risten Rita Ritva Roald Roar Rob Robert Robin Roderick
  Roger Rojin Roland Rolf Roman Ron Ronald Ronja Ronny Rosa Rosalie Rosemary Rosie Ross Rowan Roy Ruben Ruby Runa Runar Rune Russell Rut Ruth Rutt Ryan
  Rønnaug Sabina Sabrina Saga Said Sakari Sally Salma Sam Samantha Sami Samira Sammie Sámmol Sammy Samson Samuel Sámuel Sander Sandra Sandrine Sandy
  Sanja Sanna Santino Sara Sárá Sarah Sari Satu Scott Scottie Sean Sebastian Selena Selina Selma Seppo Sergei Seth Shahram Shane Shannon Sharon Shawn
  Sheila Shirin Shirley Sidney Sidsel Sienna Sigbjørn Signe Sigrid Sigrun Sigurd Sigve Siiri Silas Siljá Silje Simen Simeon Simon Simone Sindre Sinikka
  Siobhan Sire Siri Sissel Siv Sivert Sixten Sjur Skye Snorre Sofe Sofia Sofía Sofie Solbjørg Solbritt Solfrid Solrun Solveig Sondre Sonja Sophia Sophie
  Staffan Stan Steen Stefan Stefanie Steffen Stein Steinar Stella Stellan Stephan Stephanie Stephen Steve Steven Stian Stig Stina Stine Stuart Sture
  Sturla Sturle Ståle Sumaya Sune Sunna Sunná Sunniva Susan Susann Susanna Susanne Suvi Suzanne Svanhild Svante Svein Sveinung Sven Svend Sverker Sverre
  Svetlana Sylvia Synne Synnøve Sølvi Søren Sören Tage Talia Tamara Tamia Tamsin Tanja Tapani Tapio Tara Tarald Tariq Tarja Tarjei Tatiana Taylor Ted
  Tekla Tellervo Teresa Terese Terje Tess Thalia Thanh Thea Theo Theodor Theresa Therese Thomas Thor Thorbjørn Thore Thorleif Tia Tiina Tilda Tim Timo
  Timothy Tina Tine Tiril Titus Tobias Tobin Toby Tom Tomas Tomasz Tommy Tone Toni Tonje Tony Tor Tora Toralf Torben Torbjørg Torbjørn Torbjörn Tord
  Tordis Tore Torfinn Torgeir Torgrim Torgunn Torhild Toril Torill Torleif Torleiv Tormod Torolf Torstein Torsten Torun Torunn Torvald Tova Tove Tracy
  Trevor Trine Tristan Troels Trond Trude Truls Trygve Trym Tuomas Turid Tuula Tuulikki Tuva Tyler Tyra Uffe Ulda Ulf Ulla Ulrik Ulrika Unn Unni Ursula
  Vagn Váinnár Valdemar Valentin Valentina Valentine Valerie Valtteri Vanessa Vanja Vegar Vegard Veikko Vendela Vera Veronica Veslemøy Vibeke Victor
  Victoria Vidar Vigdis Viggo Viktor Viktoria Vilde Vilhelm Vilja Viljar Villads Ville Villy Vilpu Vince Vincent Viola Violette Virginia Virginie Vito
  Viveca Vivian Viviane Vivien Vivienne Vladimir Vuolla Walter Wanda Wei Wenche Wendy Wibeke Wilhelm William Willy Wilma Xander Xavier Yan Yasmin
  Yasmine Yngvar Yngve Yngvild Yrsa Yusuf Yves Yvette Yvonne Zachary Zahra Zainab Zara Zeynep Zion Zoe Zoey Øistein Øivind Ørjan Örjan Ørnulf Østen
  Östen Øydis Øystein Øyunn Øyvind Åge Aage Ågot Åke Aaliyah Aaron Åsa Åse Aase Åshild Åslaug Åsmund Åsne Åsta
  Ton Yama Emrah Nazem Erna  Veronika Vivi Werner Wolfgang Wigdis Adnan Ahlam Ailin Ajla Akram  Alberto Aldona Alejandra Alejandro
  Aleksandar Alen Alfonso Alireza Almir Alona Alonso Altea Amar Amit  Amrit Anatoly Andrei Andrej Andrés Andrius Angelika Anika Anil Anisa
  Anjali Anke Annelies Annemarie Annica Annicka Annicken Annikken Antje Antoine Antonella Anu Ardian Ariana Arif Arnaud Artur Arun Arvind Asgeir
  Ashok Asko Auden Azar Babak Bartosz  Bastian Beata Beatrice Beatriz  Belinda Benedicte Benedikte Bert Bettina Bianca Birte Bitte Bogdan
  Boyd Brage Brit Candice Carole Carolina Catarina Cate Cathrin Catharina Chandra Chantal Charlotta Cheryl Chiara Christa Christen Christiane
  Christof Christoph Clas Claudia Claudio Clive Colette Conrad Cornelia Corinna Cristian Cyril Daiva Dalia Dani Daniella Danica Danuta Darja Darko
  Davide Dieter Dimitris Dirk Dominika Dorota Dorthy Drude Eddie  Edla Eduardo Egon Eirill Eivor Ekaterina Eleni Elif Elli Elspeth Elvira Embrik
  Enrique Erica Erich Ernst Esra Esteban Evelina Fabio Fatma Federica Ferdinand Fernanda Fernando Filippa Folke Frances Francine Francisca Francisco
  Franck Francois François Franziska  Fredric Freya Frido Fride Fridtjof Frits Gabriela Geirr Gemma  Georgios Gerard Gerhard Gert Gertrud
  Giorgio Gisela Gottfrid Grazyna Gretha Gudbrand Gudny Gunhild Gustaf Gutorm Gyrid Gørild Gørill Hadi Hadia Hakan Hakon Halina Hana Hariklia
  Hartmut Hasan Heiko  Heini Heinrich Hellen Helmut Hennie Henrika Hermann Hilmar Hina Hiroshi Hong Hossein Huda Hågen Hallstein Ignacio Ilaria
  Ilda Ilkka Ilona Ilya Imran Ingalill Ingebrigt Ingfrid Inghild Ingmar Ioana Ioannis Irena  Isobel Ismail Ivana Ivo Izabela Jaana Jaime Jasna
  Javad Jeff Jelena Jing Joao João Jochen Jodi Jone Joost Jorulf Juliane Juliet Juliette Jurgen Justyna Jussi Jutta Jørg Jöran Kaija Kamila Karine
  Kaspar Katarzyna Kathrin Kathryn Katie Katinka Katri Kemal Ken Kerttu Khaled Kirstin Kitty Kolbein Konstantin Kornelia Kristel Kristiane Krystyna
  Kyle Lakshmi Lara Laszlo Laurent Lech Leontina  Lidia  Lisette Liselotte Liss Liudmila Livar Ljubica Lovise  Maggie Magni Mahmoud Maia
  Maiken Malena Malgorzata Malik Malvin Manfred Mansour Manuela Margarethe Margarita Marielle Marietta Marija Marita Marthine Martina Mathieu Matt
  Maura Mauritz Maxim May-Britt Meike Merethe Meron Mervi Michal Michele Mihaela  Milena Milica Miranda Mirja Mirjam Mirjana Miroslav Mitra
  Modhir Modi Mohsen Moira Montse Mostafa Mårten Märit Månica Nabil  Nadja Naja Nanette Nellie Nelly Nenad Niamh Nicolai Nicolaj Nicolay Nijaz
  Nikola Nikolaj Nino Ninni Nir Noreen  Norun Noura Nuno Oddgeir Oddleif Oddmund Odile Olai Olaus Oline Olivier Oluf Ommund  Ozan Paola
  Pascal Paulina Paulo Pavel  Perly  Petar Petrine Philippa Philippe Piero Piet Pieter Priscilla Radka Ragnvald Raimo Raimonds Raisa
  Rajesh Ralf Ramin Ranald Raquel  Rebecka Regine Reier Renata  René Renée Riana Rianne Riccardo Rikard  Roberta Roberto Rodrigo Rolv
  Rosalind Rowena Roza Rudi Rudolf Runi Rupert Sabine Sadia Saima Salah Salman Salvatore Samir Samuli Sandro Sanne Santiago Sarita Saul Seija Senad
  Senja Serena Serge Sergey Sergio Severin Shahid Siegfried Siem Signhild Sigvard Silja Silke Silvia Simona  Sol-Britt Solvor Solvår Sonia
  Stacey  Stefania  Stéphane Sunil Susana Svenja Svenn Sylvi Sylvie Synniva Syver Syvert Synøve Sæmund Søgni Sølve Tahir Tania Tanmayo
   Tatjana Tauno Teemu Tellef Tero Teresia Terry Thora Thord Thorkild Thorstein Thorvald Tiago Tineke Todd Tor-Arne Tormund Torkel Torkil
  Torkild Trudy Tryggve Tytti Tyge Tobbe Ute Vaclav Valborg Valdis Valeria Vasiliki Vemund Venke Venche Vesna Violeta Viorica  Vivianne Volker
  Waqas Wayne Wenke Wiebke Wiggo Wilfred Wim Winnie Wojciech Xin Yara Yngvil Yolanda Youssef Yuki Yuri Yusra Zaid Zanele Zbigniew Zdenka Zeljko
  Zsófia Zoltan Zuzana Zlatan Ådne Ånund Åste Ægir Øyvor Øyolf Ödön Århild Ásta Eysteinn Gunnlaugur Guðrún Helgi Jóhanna Jón Katrín Ólafur Pétur
  Sigríður Sigurður Þóra Kristín Hrafn Rúnar Vilhjálmur Márgu Anne-Grethe Elle-Márjá Gunn-Britt Inga-Märet Juoksa Karen-Anne Lemet Magga Nils-Ante
  Ole-Henrik Pávval Tuomasaš Uvlla Vilgo Ásllat Oula Ulla-Maarit Inka Saara Aatu Kaisu Tuija Krihke Maajja Jåvva Læjsa Tove-Lill
  Cliff Clifford Joann Kathy Cathy Becky Debbie Sherry Terri Lorcan Lizzie Lynda Libby Margie Meg Nell Paige Patty Phyllis Randall Rhonda Rodney
  Roxanne Sheryl Shelley Tammy Tanya Tonya Trish Wendell Bonnie Brad Brett Brooke Bryn Carly Carrie Casey Cecil Christy Clyde Courtney Darrell Deb
  Debra Dianne Doug Dwight Edna Ellie Elsie Emmett Geoff Geraldine Glenda Glynis Hamish Harold Hilary Horace Ingram Irving Jeanie Jillian Jody Jolene
  Kara Kasia Kayla Keira Kelvin Kieran Kirsty Kristy Lenore Lila Lloyd Luther Lyle Lynette Mabel Madeline Marcia Marge Marjorie Marla Marsha Maryann
  Meredith Mildred Minnie Mitchell Monty Naledi Nathaniel Neville Orville Oswald Padraig Patti Percy Petrina Polly Quincy Ramona Ravi Reuben Rhian
  Robbie Ronan Rory Roslyn Rosanna Roxana Rufus Sally-Ann Seymour Sharron Shaun Shelly Sheldon Sinead Stacy Susannah Suzanna Suzie Sybil Tabitha
  Tessa Thelma Tiffany Tracey Travis Trina Trudi Verity Vernon Wes Wesley Winston Zach Zena Zelda
  Medea Ande Ristiina Ristin Máren Beret Berret Bieŋá Áilen Ásllak Ánna-Liissá Issat Isko Ivvár Juhan Jovnnat Kárin Kárá Káddjá Lásá Leamet
  Lemmet Liisá Mahtte Mihkku Mikkjal Mihkel Niilla Olá Ovla Pier Piritta Reiulf Sáráhkka Sáhkku Sáhrá Siguin Tobba Tuomma Tuommá Uula Uulá Vilho
  Vuokko Åajja Aanta Laara Maarja Klemet Klemmet Ráihná Reetta Mátte Rawdna Risttin Kati Miina Niina Päivikki Jouko Jarkko Jarno Helmi Esko Arto
  Toivo Sirkka Risto Reijo Vesa Mohamad Murat Fatemeh Faduma Hodo Ilhan Idil Ayaan Abdirahman Abdirizak Abdulkadir Abdulaziz Aminata Arezoo Bahar
  Bahareh Basma Behnaz Bilal Darya Diyar Ebru Elham Eman Faisal Farhad Farida Farzaneh Fartun Ghazal Hafsa Hala Hanan Hanin Hussain Iman Iqra
  Kadir Kadra Kaltrina Karima Laleh Lamia Loubna Maha Mahdi Mahad Marwa Marwan Masoud Mounir Muna Munira Naima Najma Narges Nasim Nasser Navid
  Nawal Nazanin Nima Osman Parvin Qasim Rabia Rasha Roya Rukhsana Saad Safia Saida Saeed Salim Samar Sameer Sana Saba Sahar Shadi Shahin Siham
  Soraya Suleiman Tarek Waleed Warsan Yasin Yasser Yosef Yousef Zaynab Zahid Ziad Zohreh Jovana Milan Nermin Nermina Sanela Samra Amela Amra
  Dejan Dragana Dušan Dzenana Elvir Emina Enes Faruk Haris Indira Jasmina Lejla Mladen Mirela Ljiljana Kinga Jadwiga Iwona Grzegorz Ewelina
  Dariusz Bożena Mateusz Przemysław Rafał Sylwia Sławomir Zofia Oksana Olha Oleksandr Oleksandra Volodymyr Viktoriia Yaroslav Yevhen Yuliia Iryna
  Kateryna Kseniia Larysa Lyudmyla Mykola Mykhailo Nataliia Serhii Svitlana Taras Tetiana Vasyl Halyna Daria Dmytro Andrii Anastasiia Bohdan Tuan
  Trang Huong Hoang Nguyet Ngoc Phuong Quang Thao Thuy Van-Anh Anh Binh Duc Giang Rahul Rohan Anand Aparna Divya Kavita Meera Neha Nisha Pooja
  Rekha Sandeep Sanjeev Shanti Shreya Suresh Vijay Thushara Tharshini Thamilini Sivan Selvan Kiran Gayathri Himanshu Amadou Bintou Fanta Fatou
  Fatoumata Kadiatou Mariama Ousmane Moussa Mamadou Ibrahima Seydou Souleymane Tesfaye Tigist Yohannes Yonas Selam Senait Semhar Rahwa Mulugeta
  Mehret Luwam Kidane Hiwot Haben Freweini Feven Filmon Eyob Dawit Bereket Biniam Almaz Abebe Abeba Aster Azeb Tsegaye Tsehay Tewodros Kibrom
  Ghirmay Zewdi Zahara Federico Luca Raffaele Joaquín Cristóbal Catalina Marisol Mauricio Mónica Raúl Rocío Rosario Sebastián Tomás Ximena
  Yesenia Manon Patrice Rémi Solène Sylvain Yann Zoé Haruka Haruto Kenta Naoki Yuko Xiao Li-Mei Min-Ji Ji-Young Hyun Aasta Aashild Albertine
  Alette Ambjørg Anbjørg Anine Asbjørg Bergitte Bibbi Bror Eileif Eyvind Fred-Arne Fredrikke Gunlaug Heidrun Jørund Kittil Kjellrun Kjellbjørn
  Lavrans Lodve Magnild Modulf Mons Rønnøv Sighild Steinunn Tjodolv Toralv Torjus Torlaug Tøger Ulvhild Ågothe Göte Hilding Josefina Kristofer
  Pehr Thorsten Urban Bendt Ejvind Frede Laust Lis Nis Regner Tue Judit
  Jessamyn Fabien Irén Alve Amadeus Botvid Esbjörn Evald Hasse Isidor Rutger Tycho Valter Vilgot Wilmer Dorotea Hilma Lovis Meja Rosita Asmund Gunstein Jarand Mattis
  Reidulf Skjalg Steingrim Abelone Agathe Alida Dagfrid Dordi Eydis Irmelin Jørgine Leikny Mally Marga Mariell Rannei Serina Wanja Wibecke Frands Frants Jes Povl Ronni
  Theis Tonni Jonna Lissi Lizzi Majbritt Mariane Natascha Nikoline Nynne Rie Sascha Sisse Solvej Susse Sørine Tenna Vicki Vilma Zenia Aada Aaro Aarne Aatos Ahti Aki
  Aleksanteri Anniina Annukka Ari Armi Arttu Aulis Auli Eerik Eija Eila Eino Emmi Erja Esa Essi Harri Henna Henriikka Hilkka Ilpo Ismo Jani Joonas Juuso Kauko Keijo
  Kimmo Leevi Maiju Marjaana Marjo Marjut Marketta Meeri Milla Mirka Mirva Nea Noora Oili Onni Osmo Paavo Pauli Pertti Piia Raili Reima Riikka Saana Saija Santeri Simo
  Soile Taina Taisto Tarmo Teija Terhi Tiia Toini Tomi Topi Tuire Tuukka Tuuli Urho Väinö Veera Veijo Veli Venla Viivi Virpi Virve Yrjö Alastair Alison Antony Barry
  Beverley Brendan Carolyn Doreen Gail Graeme Harriett Holly Jen Jodie Leigh Len Liz Mick Niall Pam Pete Randy Sue Terence Vicky Alain Annemieke António Arjen Astghik
  Bernd Cécile Daniele Elke Emanuele Ernesto Eszter Etienne Fabrice Felipe Filipe Françoise Friederike Gabor Gábor Gabriele Gaëlle Georges Giacomo Gianluca Günther
  Hanneke Heinz Inês Jaap Jacek Jadranka Jaroslav Jeroen Jerzy Jiří Kees Klaas Loïc Luigi Luís Łukasz Marcello Margarida Marijke Massimo Mauro Michał Nikos Patrizia
  Petr Radek Rainer Raphaël Romain Rui Rüdiger Ruud Sébastien Sjoerd Slavica Szymon Teodora Tibor Tomáš Udo Ulrich Valérie Vasile Vincenzo Yannick Zoltán Aamir Amin
  Anwar Aziz Behrang Gülsen Hani Nazneen Nesrin Rahim Shireen Siavash Sohail Usha Wasim Yahya Akira Naoko Somchai Lájla Maaren Majá Runá Sigga Sáve Jouná Maret Nihkkol
  Guðmundur Kristján Magnús Stefán Jóhann Árni Bjarni Halldór Haukur Margrét Sigrún Ingibjörg María Elín Ragnheiður Halldóra Þór Þorsteinn Birna Sóley Páll Pál Hanus
  Jákup Jógvan Høgni Rói Bárður Eyðun Rannvá Rósa Sólrun Sólveig Turið Óluva
`

const KNOWN: ReadonlySet<string> = new Set(
  LIST.split(/\s+/)
    .filter(Boolean)
    .map((name) => name.toLowerCase()),
)

// Also ordinary words when they open a line; they count as names only with a surname behind them.
const AFTER_ALL: ReadonlySet<string> = new Set([
  'dag',
  'even',
  'bo',
  'gun',
  'maj',
  'liv',
  'tor',
  'kai',
  'may',
  'mai',
  'ask',
  'sol',
  'will',
  'bill',
  'rose',
  'grace',
  'hope',
])

/** Is this word (any case, hyphens allowed) a given name? 'maybe' for names that are ordinary words too. */
export function givenName(word: string): 'yes' | 'maybe' | 'no' {
  const lower = word.toLowerCase()
  if (AFTER_ALL.has(lower)) return 'maybe'
  if (KNOWN.has(lower)) return 'yes'
  const hyphen = lower.search(/[-‑]/)
  if (hyphen > 0 && (KNOWN.has(lower.slice(0, hyphen)) || AFTER_ALL.has(lower.slice(0, hyphen)))) return 'yes'
  return 'no'
}
