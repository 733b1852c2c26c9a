{#- Cần ở mọi trang, nên là một tệp: mỗi tệp là một lượt chờ mạng. -#}
{% include "assets/js/ghep/khung.js" %}
{% include "assets/js/ghep/dang-ky.js" %}
