{#- Từng bước và Tập thử, tải khi bấm một trong hai nút. -#}
{% include "assets/js/ghep/man.js" %}
{% include "assets/js/ghep/buoc.js" %}
{% include "assets/js/ghep/tap.js" %}
