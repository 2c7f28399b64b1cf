# De brief die om een antwoord vraagt. Iedereen krijgt dezelfde.
letter-subject = { $title }: antwoord tot en met { $closes }
letter-greeting = Hallo,
letter-ask = { $organisation } legt iedereen deze maand dezelfde { $items } uitspraken voor: ‘{ $title }’. Het kost je ongeveer twee minuten.
letter-button = Geef je antwoord
letter-link = Je persoonlijke link:
letter-closes = Je kunt antwoorden, en je antwoord veranderen, tot en met { $closes }. Daarna worden de antwoorden vernietigd; alleen cijfers van groepen blijven over.
letter-anonymous = Niemand kan jouw antwoord vinden: je leidinggevende niet, de vertrouwenspersoon niet, en na de sluitingsdag ook niet wie de server beheert. Een cijfer wordt alleen gemaakt van { $threshold } antwoorden of meer, en niemand ziet wie er heeft geantwoord.
letter-readers = De cijfers van teams worden gelezen door de vertrouwenspersoon en door wie verantwoordelijk is voor het team; wat er over je eigen team gepubliceerd wordt, zie jij ook. Opmerkingen leest de vertrouwenspersoon. Die kan een samenvatting doorgeven, of teksten waaruit niemand te herkennen is.
letter-adviser = Praat je er liever over? De vertrouwenspersoon is { $name }.
letter-everybody = Iedereen krijgt deze brief, met dezelfde tekst. Stuur hem niet door: de link is van jou.
