# De pagina die medewerkers vertelt hoe hun antwoord beschermd is, en waar dat ophoudt.
protection-title = Zo is je antwoord beschermd
protection-lead = Hier lees je in gewone woorden wat er met je antwoord gebeurt, en waar de bescherming ophoudt.

protection-nobody = Wat niemand kan
protection-nobody-lookup = Niemand kan opzoeken wat jij hebt geantwoord. Geen enkele pagina of opdracht laat het antwoord van één persoon zien.
protection-nobody-list = Niemand krijgt een lijst van wie er heeft geantwoord: die bestaat niet. Een herinnering gaat naar iedereen, met dezelfde tekst.
protection-nobody-after = Als de ronde gesloten is, wordt je antwoord vernietigd. Daarna valt er niets meer te vinden, ook niet voor wie de server beheert.

protection-steps = Wat er met je antwoord gebeurt, stap voor stap
protection-step-link = In je persoonlijke link staat een willekeurige code. De server bewaart alleen onherkenbaar gemaakte vormen daarvan. Je team, je antwoorden en je opmerking staan los van elkaar; alleen met de code is te zien dat ze bij elkaar horen.
protection-step-change = Van het openen raakt de link niet op, ook niet als een mailscanner dat doet. Tot en met de sluitingsdag kun je je antwoord veranderen; alleen het laatste telt.
protection-step-seal = Je browser doet je antwoorden op slot (hij verzegelt ze) voordat hij ze verstuurt, als scripts aanstaan en het adres met https begint. Dat staat dan op de pagina. Anders doet de server ze op slot zodra ze binnenkomen.
protection-step-team = De server voegt toe bij welk team je meetelt, en doet ook dat op slot. Verzegelde antwoorden zijn allemaal even groot, en opmerkingen ook, zelfs lege.
protection-step-close = Na de sluitingsdag gaan de antwoorden één keer open, in het geheugen van de server, en worden ze per groep opgeteld.
protection-step-destroy = Daarna worden de antwoorden vernietigd, en ook de sleutels die erop passen.

protection-figures = Wanneer er cijfers te zien zijn
protection-threshold = Een cijfer gaat altijd over een groep waarin minstens { $threshold } mensen hebben geantwoord. Een kleiner team telt mee in de afdeling eromheen.
protection-figures-rounded = Cijfers zijn afgerond, de uitersten zijn afgekapt, en van het aantal antwoorden zie je alleen tussen welke grenzen het ligt. Wat eenmaal gepubliceerd is, verandert niet meer.
protection-figures-comments = Opmerkingen staan los van de scores en zijn alleen voor de vertrouwenspersoon bedoeld. Ze zijn pas te lezen als minstens tien mensen samen er een hebben geschreven. Ze staan op alfabet, zodat de volgorde niets verraadt. De vertrouwenspersoon mag een samenvatting doorgeven, of teksten zonder wat iemand verraadt, aan de mensen van de afdeling en wie er verantwoordelijk voor is.
protection-figures-names = Schrijf in een opmerking geen namen, en niets wat alleen jij weet.

protection-keeps = Wat de server bewaart, en wat niet
protection-keeps-people = Wel: een lijst van wie er is uitgenodigd, met e-mailadres en team.
protection-keeps-answers = Wel: verzegelde antwoorden, tot de ronde gesloten is. Daarna alleen cijfers van groepen en, verzegeld, de opmerkingen die gelezen mogen worden.
protection-keeps-log = Niet: een netwerkadres, link of antwoord in het logboek.
protection-keeps-cookie = Niet: cookies. De antwoordpagina's plaatsen er geen en halen niets van elders.
protection-custody-file = In deze organisatie liggen de sleutels van een open ronde in een bestand op de server, los van de database. Wie ze allebei in handen krijgt terwijl de ronde open is, kan antwoorden lezen, met het team erbij, en kan ook uitzoeken van wie ze zijn. Opmerkingen zijn zo ook na de sluiting nog te lezen, maar niet wie ze schreef.
protection-custody-passphrase = In deze organisatie is de sleutel van een ronde vergrendeld met een wachtwoordzin die alleen de vertrouwenspersoon en een plaatsvervanger kennen. Zonder die zin kan ook wie de server beheert geen antwoord of opmerking openen. Maar wie tijdens de ronde zowel de database als de sleutelbestanden in handen krijgt, kan uitzoeken wie er heeft geantwoord, al is niet te zien wat.

protection-limits = Wat we niet kunnen beloven
protection-limits-moment = De server ziet de antwoorden in zijn geheugen als hij ze optelt. Doet je browser het jouwe niet op slot, dan ziet hij het ook bij binnenkomst, en in dat geheugen kunnen er een tijdje stukjes van blijven staan.
protection-limits-operator = Wie de server beheert en kwaad wil, zou het programma of de pagina kunnen veranderen voordat je antwoordt.
protection-limits-copy = Een kopie (back-up) van de database die tijdens de ronde is gemaakt, kan na de sluiting niet meer open, behalve als de sleutels mee zijn gekopieerd.
protection-limits-colleague = Collega's kennen hun eigen antwoord. Voor hen is de groep waarin jij opgaat één persoon kleiner.
protection-limits-newcomer = Eén nieuwe collega in een klein team is in de statistiek niet helemaal te verbergen. Mede daarom zijn cijfers afgerond.
protection-limits-network = Op het netwerk van je werkgever of op een gedeelde computer kan te zien zijn dat je de pagina hebt geopend.
protection-limits-words = In een opmerking kan je manier van schrijven je verraden.
protection-limits-link = Wie jouw link heeft, kan je antwoord vervangen. Geef hem dus niet door.

protection-check = Hoe dit te controleren is
protection-check-source = De broncode is openbaar: iedereen kan lezen hoe het werkt.
protection-check-council = De ondernemingsraad kan vragen om een test waarin het programma zijn eigen cijfers aanvalt. De uitkomst is de kleinste groep die te berekenen valt uit alles wat gepubliceerd is. Wie de server beheert, start de test met:
