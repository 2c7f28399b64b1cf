# Onder iedere mail.
letter-regards = Met vriendelijke groet,
letter-signed = Polsslag, namens { $organisation }
# Aan wie je iets over een account vraagt, achter ‘aan’.
letter-who-accounts = wie bij { $organisation } de accounts beheert ({ $addresses })
letter-who-server = wie bij { $organisation } de server van Polsslag beheert
# De mail die om een antwoord vraagt. Iedereen krijgt dezelfde.
letter-subject = { $title }: antwoord tot en met { $closes }
letter-greeting = Hallo,
letter-ask = { $organisation } legt iedereen dezelfde { $items } uitspraken voor: ‘{ $title }’. Antwoorden kost je ongeveer twee minuten.
letter-button = Geef je antwoord
letter-link = Doet de knop het niet? Dit is je persoonlijke link:
letter-closes = Je kunt antwoorden, en je antwoord veranderen, tot en met { $closes }. Daarna worden de antwoorden vernietigd; alleen cijfers van groepen blijven over.
letter-anonymous = Niemand kan jouw antwoord vinden: je leidinggevende niet, de vertrouwenspersoon niet, en na de sluitingsdag ook niet wie de server beheert. Een cijfer wordt alleen gemaakt van { $threshold } antwoorden of meer, en niemand ziet wie er heeft geantwoord.
letter-readers = De cijfers van teams zijn voor de vertrouwenspersoon en voor wie verantwoordelijk is voor het team; wat er over je eigen team gepubliceerd wordt, zie jij ook. Opmerkingen leest de vertrouwenspersoon. Die kan een samenvatting doorgeven, of teksten waaruit niemand te herkennen is.
letter-adviser = Praat je er liever over? De vertrouwenspersoon is { $name }.
# Als niet bekend is hoe de vertrouwenspersoon te bereiken is.
letter-adviser-ask = Vraag op je werk hoe je die bereikt.
letter-everybody = Iedereen krijgt deze mail, met dezelfde tekst. Stuur hem niet door: de link is van jou.
letter-page = Doet de knop het niet? Dit is het adres van de pagina:
letter-opt-out = Krijg je deze mails liever niet? Je kunt ze stoppen, en Polsslag laat dat aan niemand zien.
letter-opt-out-button = Stop deze mails
# De herinnering. Iedereen krijgt haar, ook wie al heeft geantwoord.
reminder-subject = { $title }: je kunt antwoorden tot en met { $closes }
reminder-ask = Je kunt nog antwoorden op de { $items } uitspraken die { $organisation } aan iedereen voorlegt: ‘{ $title }’. Antwoorden kost je ongeveer twee minuten.
reminder-thanks = Heb je al geantwoord? Dank je wel, dan hoef je niets te doen. Niemand ziet wie er heeft geantwoord, en daarom krijgt iedereen deze herinnering, met dezelfde tekst.
reminder-own = Stuur deze mail niet door: de link is van jou, dezelfde als de vorige keer.
# Aan de vertrouwenspersoon, als een ronde op een wachtwoordzin wacht.
closing-letter-subject = { $title }: de ronde is voorbij en wacht op jou
closing-letter-over = { $closes } was de laatste dag waarop mensen bij { $organisation } konden antwoorden op ‘{ $title }’. Er worden geen antwoorden meer aangenomen.
closing-letter-waits = Alleen jouw wachtwoordzin, of die van je plaatsvervanger, kan de antwoorden openen. Zolang de ronde niet gesloten is, wordt er niets geteld of gepubliceerd en blijven de antwoorden verzegeld.
closing-letter-button = Sluit de ronde
closing-letter-does = Het kost een paar minuten: je logt in, typt je wachtwoordzin en ziet hoever het is. Daarna staan de cijfers op jouw pagina’s. Anderen lezen ze pas als jij ze vrijgeeft.
closing-letter-deputy = Ben je een tijd weg? Je plaatsvervanger kan de ronde ook sluiten, samen met wie de server beheert.
closing-letter-account = Je krijgt deze mail omdat je in Polsslag de vertrouwenspersoon bent, met het account ‘{ $account }’. Mail je wachtwoordzin aan niemand: er komt nooit een mail die erom vraagt.
# Wat polsslag mail test verstuurt.
trial-subject = Een proefmail van Polsslag bij { $organisation }
trial-works = Lees je dit, dan kan Polsslag bij { $organisation } mails versturen.
trial-look = Kijk even naar vier dingen:
trial-place = Staat deze mail tussen je gewone mail, of bij de ongewenste?
trial-sender = Klopt de naam van de afzender, en bij wie komt je antwoord op deze mail terecht?
trial-origin = Bekijk in je mailprogramma het origineel van deze mail. Staat er ‘pass’ bij SPF, DKIM en DMARC?
trial-dark = Is de mail ook op een telefoon goed te lezen, licht en donker, en opent de knop jullie Polsslag?
trial-button = Open Polsslag
trial-why = Wie Polsslag beheert, heeft deze mail verstuurd met: polsslag mail test. Je hoeft niet te antwoorden.
# Wat voor het onderwerp van een voorbeeldmail staat, en het team waarover die gaat.
sample-mark = (Voorbeeld)
sample-unit = Voorbeeldteam
