// Filters the table of items. The page reads the same without it.
(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) return;
  var rows = Array.prototype.map.call(document.querySelectorAll("#items tbody tr"), function (row) {
    return { row: row, state: row.dataset.state, words: null };
  });
  var shown = form.querySelector("output b");
  function apply() {
    var words = form.words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    var state = form.state.value;
    var number = 0;
    rows.forEach(function (one) {
      if (words.length && one.words === null) one.words = one.row.textContent.toLocaleLowerCase();
      var fits = (!state || one.state === state) && words.every(function (word) {
        return one.words.indexOf(word) >= 0;
      });
      one.row.hidden = !fits;
      if (fits) number += 1;
    });
    shown.textContent = number;
  }
  // A link to an item that is filtered away shows everything again.
  function follow() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", apply);
  window.addEventListener("hashchange", follow);
})();
