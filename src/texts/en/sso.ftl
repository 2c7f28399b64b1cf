# Signing in with an account elsewhere: the organisation's own provider.
openid-button = Sign in with your work account
openid-or = Or with a name and password:
openid-refused-title = You are not signed in
openid-refused = Signing in with your work account did not work. It can be one of these:
openid-refused-late = It took more than ten minutes, was broken off, or was finished in another browser. Try again.
openid-refused-account = There is no account here with the email address of your work account. Ask whoever manages Polsslag in your organisation to make one, or to look at the address of yours.
openid-refused-adviser = You are the confidential adviser. Then you sign in with your name and password: this way whoever manages the work accounts could not come in as you.
openid-away-title = Work accounts can't be used just now
openid-away = The place where your organisation signs people in does not answer as it should. Try again in a few minutes.
openid-away-otherwise = Signing in with a name and password works as usual. If this lasts, tell whoever manages Polsslag in your organisation.
openid-back = Back to signing in
