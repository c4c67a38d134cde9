// The button for passkeys shows where the browser knows them.
if (window.PublicKeyCredential) document.getElementById("passkey_login").hidden = false
