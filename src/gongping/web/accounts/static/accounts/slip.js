// A link from a slip carries name and code behind the #, which is in no log: move them into the form and forget them.
const [name, code] = decodeURIComponent(location.hash.slice(1)).split("/");
if (name && code) {
  document.querySelector("[name=username]").value = name;
  document.querySelector("[name=code]").value = code;
  history.replaceState(null, "", location.pathname);
  document.querySelector("[name=new]").focus();
}
