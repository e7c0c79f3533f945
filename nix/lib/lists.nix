# Functions about lists.
rec {
  inherit (builtins)
    all
    any
    concatLists
    concatMap
    elem
    elemAt
    filter
    foldl'
    genList
    groupBy
    head
    isList
    length
    map
    partition
    sort
    tail
    ;
  singleton = value: [ value ];
  forEach = list: function: map function list;
  foldr =
    combine: initial: list:
    let
      size = length list;
      from = index: if index == size then initial else combine (elemAt list index) (from (index + 1));
    in
    from 0;
  fold = foldr;
  foldl =
    combine: initial: list:
    let
      until = index: if index == 0 then initial else combine (until (index - 1)) (elemAt list (index - 1));
    in
    until (length list);
  imap0 = function: list: genList (index: function index (elemAt list index)) (length list);
  imap1 = function: list: genList (index: function (index + 1) (elemAt list index)) (length list);
  flatten = value: if isList value then concatMap flatten value else [ value ];
  remove = value: filter (element: element != value);
  findFirst =
    predicate: default: list:
    let
      index = findFirstIndex predicate null list;
    in
    if index == null then default else elemAt list index;
  findFirstIndex =
    predicate: default: list:
    let
      size = length list;
      from =
        index:
        if index == size then
          default
        else if predicate (elemAt list index) then
          index
        else
          from (index + 1);
    in
    from 0;
  findSingle =
    predicate: default: multiple: list:
    let
      found = filter predicate list;
      size = length found;
    in
    if size == 0 then
      default
    else if size != 1 then
      multiple
    else
      head found;
  count = predicate: foldl' (number: element: if predicate element then number + 1 else number) 0;
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: values: if condition then values else [ ];
  toList = value: if isList value then value else [ value ];
  range = first: last: if first > last then [ ] else genList (index: first + index) (last - first + 1);
  replicate = number: value: genList (_: value) number;
  zipListsWith =
    function: left: right:
    genList (index: function (elemAt left index) (elemAt right index)) (
      if length left < length right then length left else length right
    );
  zipLists = zipListsWith (fst: snd: { inherit fst snd; });
  reverseList =
    list:
    let
      size = length list;
    in
    genList (index: elemAt list (size - index - 1)) size;
  sortOn =
    function: list:
    map (pair: pair.value) (
      sort (a: b: a.key < b.key) (
        map (value: {
          inherit value;
          key = function value;
        }) list
      )
    );
  compareLists =
    compare: left: right:
    if left == [ ] then
      (if right == [ ] then 0 else -1)
    else if right == [ ] then
      1
    else
      let
        order = compare (head left) (head right);
      in
      if order == 0 then compareLists compare (tail left) (tail right) else order;
  take = count: sublist 0 count;
  drop = count: list: sublist count (length list) list;
  takeEnd = count: list: drop (if length list > count then length list - count else 0) list;
  dropEnd = count: list: take (if length list > count then length list - count else 0) list;
  hasPrefix = prefix: list: take (length prefix) list == prefix;
  removePrefix =
    prefix: list:
    if hasPrefix prefix list then drop (length prefix) list else throw "lib.lists.removePrefix: First argument is not a list prefix of the second argument";
  sublist =
    start: count: list:
    let
      size = length list;
    in
    genList (index: elemAt list (index + start)) (
      if start >= size then
        0
      else if start + count > size then
        size - start
      else
        count
    );
  last =
    list:
    if list == [ ] then throw "lists.last: list must not be empty!" else elemAt list (length list - 1);
  init =
    list:
    if list == [ ] then throw "lists.init: list must not be empty!" else take (length list - 1) list;
  crossLists = function: foldl (functions: arguments: concatMap (apply: map apply arguments) functions) [ function ];
  unique = foldl' (known: element: if elem element known then known else known ++ [ element ]) [ ];
  uniqueStrings = list: builtins.attrNames (groupBy (text: text) list);
  allUnique = list: length (unique list) == length list;
  intersectLists = left: filter (element: elem element left);
  subtractLists = unwanted: filter (element: !(elem element unwanted));
  mutuallyExclusive = left: right: !(any (element: elem element right) left);
  concatMapAttrsList = function: attrs: concatMap (name: function name attrs.${name}) (builtins.attrNames attrs);
  groupBy' =
    combine: initial: key: list:
    builtins.mapAttrs (_: foldl combine initial) (groupBy key list);
  naturalSort =
    list:
    let
      parts =
        text:
        map (part: if builtins.isList part then builtins.fromJSON (trimZeros (head part)) else part) (
          builtins.split "(0|[1-9][0-9]*|0+[0-9]*)" text
        );
      trimZeros =
        digits:
        let
          found = builtins.match "0*([0-9]+)" digits;
        in
        head found;
      prepared = map (text: [
        (parts text)
        text
      ]) list;
      before = a: b: compareLists (x: y: if x < y then -1 else if x > y then 1 else 0) (head a) (head b) < 0;
    in
    map (pair: elemAt pair 1) (sort before prepared);
}
