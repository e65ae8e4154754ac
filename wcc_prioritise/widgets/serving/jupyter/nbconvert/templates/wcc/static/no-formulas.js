/* Stands where the library would fetch its drawer of formulas; our pages hold none. */
window.MathJax = {Hub: {
  Config() {}, Configured() {}, Queue() {}, Typeset() {}, Register: {StartupHook() {}},
}};
