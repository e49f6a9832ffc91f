# Changes one value of a report: -v group='"tier": "CMO"' (none: everybody) -v p=90 (a level;
# none: of the row itself) -v key=value -v to=425000
group == "" && /"by": [{][}]/ { here = 1 }
group != "" && index($0, group) { here = 1 }
here && p != "" && $0 ~ "\"p\": " p ",$" { at = 1 }
here && (p == "" || at) && !done && index($0, "\"" key "\": ") {
    comma = /,$/ ? "," : ""
    sub(/: .*/, ": " to comma)
    done = 1
}
{ print }
END { if (!done) print "nothing was changed" }
