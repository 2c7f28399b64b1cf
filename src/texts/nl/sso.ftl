# Inloggen met een account elders: bij de eigen aanmelddienst van de organisatie.
openid-button = Inloggen met je werkaccount
openid-or = Of met een naam en wachtwoord:
openid-refused-title = Je bent niet ingelogd
openid-refused = Inloggen met je werkaccount is niet gelukt. Dat kan hieraan liggen:
openid-refused-late = Het duurde langer dan tien minuten, werd afgebroken of werd in een andere browser afgemaakt. Probeer het nog eens.
openid-refused-account = Hier is geen account met het e-mailadres van je werkaccount. Vraag aan wie Polsslag in je organisatie beheert om er een te maken, of om naar het adres bij jouw account te kijken.
openid-refused-adviser = Je bent de vertrouwenspersoon. Die logt in met naam en wachtwoord: zo kan wie de werkaccounts beheert niet onder jouw naam binnenkomen.
openid-away-title = Werkaccounts werken nu even niet
openid-away = De dienst waar je organisatie mensen laat inloggen, geeft geen goed antwoord. Probeer het over een paar minuten nog eens.
openid-away-otherwise = Inloggen met een naam en wachtwoord werkt gewoon. Blijft dit zo, laat het dan weten aan wie Polsslag in je organisatie beheert.
openid-back = Terug naar inloggen
