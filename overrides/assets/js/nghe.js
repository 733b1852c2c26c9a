{#- Nghe, tải khi bấm nút. -#}
{% include "assets/js/ghep/doc-chu.js" %}
{% include "assets/js/ghep/nghe.js" %}
