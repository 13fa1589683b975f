/* Runs only in browsers that know no modules, IE mode among them: they are led to a page that they can show. */
location.replace(document.getElementById('old-browser').getAttribute('data-to'));
