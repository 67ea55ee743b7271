// Runs before the page is drawn: the views stay unseen until the script at the end shows one of them.
document.documentElement.classList.add("with-script");
