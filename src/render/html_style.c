#include "render/html.h"

/* The colours of a chart, from its light look to its dark one. */
#define RECOLOR(sel, from, to)                                                           \
    sel " [fill=\"" from "\"]," sel " [fill='" from "']{fill:" to "}" sel " [stroke=\"" from   \
        "\"]," sel " [stroke='" from "']{stroke:" to "}"
#define DARK_CHART(sel)                                                                  \
    RECOLOR(sel, "#ffffff", "#15191c")                                                   \
    RECOLOR(sel, "#1a1f24", "#eceff1")                                                   \
    RECOLOR(sel, "#5b6770", "#a7b1b8")                                                   \
    RECOLOR(sel, "#e1e5e8", "#2a3136")                                                   \
    RECOLOR(sel, "#0072b2", "#56b4e9")                                                   \
    RECOLOR(sel, "#6fb1d6", "#2f7199")                                                   \
    RECOLOR(sel, "#c6e0ee", "#1f4e68")

/* Colours come in two sets: light, and dark where the reader or the report asks for
 * it.  Every text has a contrast of 4.5:1 at least to what it stands on. */
#define DARK                                                                             \
    "--paper:#15191c;--ink:#eceff1;--mute:#a7b1b8;--line:#333b41;--accent:#56b4e9;"

const char bp_html_style[] =
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1a1f24;--mute:#5b6770;"
    "--line:#e1e5e8;--accent:#0072b2}\n"
    "@media screen and (prefers-color-scheme:dark){:root{" DARK "}}\n"
    "@media screen{:root.dark{color-scheme:dark;" DARK "}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;padding:2.5rem 1.5rem;max-width:54rem;background:var(--paper);"
    "color:var(--ink);font:1rem/1.5 Inter,\"Segoe UI\",\"Helvetica Neue\","
    "\"Liberation Sans\",Arial,sans-serif;overflow-wrap:anywhere}\n"
    "p{margin:.5rem 0}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:.25rem 0 .5rem}\n"
    "h2{font-size:1.15rem;line-height:1.3;margin:2.5rem 0 .75rem}\n"
    ".mute,.note{color:var(--mute);font-size:.875rem}\n"
    ".panel{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));"
    "gap:1.25rem 1rem;margin:1rem 0}\n"
    ".panel div{border-top:3px solid var(--accent);padding-top:.4rem}\n"
    ".panel .wide{grid-column:span 2}.wide dd{white-space:nowrap}\n"
    ".panel dt{color:var(--mute);font-size:.875rem}\n"
    ".panel dd{margin:0;font-weight:700;font-size:1.3rem;line-height:1.3;"
    "font-variant-numeric:tabular-nums}\n"
    ".panel dd+dd{font-weight:400;font-size:.8125rem;color:var(--mute)}\n"
    ".wrap{overflow-x:auto;margin:1rem 0 .5rem}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;"
    "font-variant-numeric:tabular-nums;overflow-wrap:normal}\n"
    "caption{text-align:left;font-weight:700;font-size:.9375rem;padding:.25rem 0 .5rem}\n"
    ".spoken{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}\n"
    "th,td{padding:.4rem .75rem;text-align:left;vertical-align:baseline;"
    "border-bottom:1px solid var(--line)}\n"
    "th:first-child,td:first-child{padding-left:0}\n"
    "th:last-child,td:last-child{padding-right:0}\n"
    "thead th{font-size:.8125rem;border-bottom:2px solid var(--ink);"
    "vertical-align:bottom}\n"
    "tbody th{font-weight:600;max-width:16rem;min-width:6rem;overflow-wrap:anywhere}\n"
    "td{max-width:32rem;overflow-wrap:break-word}\n"
    "td:last-child:not(.n){min-width:12rem}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    ".x{color:var(--mute);font-style:italic}\n"
    "figure{margin:1.5rem 0}\n"
    ".title{font-weight:700;font-size:1.0625rem}\n"
    ".title::before{content:\"\";display:block;width:36px;height:6px;"
    "margin-bottom:.75rem;background:var(--accent)}\n"
    ".pic{overflow-x:auto}\n"
    ".pic svg{display:block;width:100%;height:auto;min-width:34rem}\n"
    "summary{cursor:pointer;color:var(--accent);font-size:.875rem}\n"
    ":focus-visible{outline:2px solid var(--accent);outline-offset:2px}\n"
    "@media (max-width:30rem){body{padding:1.5rem 1rem}"
    ".panel{grid-template-columns:1fr 1fr}.panel dd{font-size:1.1rem}}\n"
    "@media print{:root,:root.dark{--paper:#fff;--ink:#000;--mute:#444;--line:#bbb;"
    "--accent:#0072b2}@page{margin:16mm}body{padding:0;max-width:none;font-size:10pt}"
    ".wrap,.pic{overflow:visible}.pic svg{min-width:0}details{display:none}"
    "thead{display:table-header-group}tr,figure,.panel div{break-inside:avoid}"
    "h2,caption{break-after:avoid}table{font-size:8.5pt}th,td{padding:.25rem .4rem}}\n";

const char bp_html_style_chart[] =
    "@media screen and (prefers-color-scheme:dark){" DARK_CHART(".pic") "}\n"
    "@media screen{" DARK_CHART(".dark .pic") "}\n";
