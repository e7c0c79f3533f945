# Functions about functions, numbers and values of any kind.
rec {
  inherit (builtins)
    add
    bitAnd
    bitOr
    bitXor
    deepSeq
    fromJSON
    functionArgs
    genericClosure
    isAttrs
    isBool
    isFloat
    isInt
    isPath
    lessThan
    pathExists
    readFile
    seq
    sub
    throw
    toJSON
    trace
    typeOf
    ;
  id = x: x;
  const = x: _: x;
  pipe = builtins.foldl' (value: function: function value);
  concat = x: y: x ++ y;
  or = x: y: x || y;
  and = x: y: x && y;
  xor = x: y: (!x) != (!y);
  boolToString = value: if value then "true" else "false";
  boolToYesNo = value: if value then "yes" else "no";
  mergeAttrs = left: right: left // right;
  flip =
    function: a: b:
    function b a;
  mapNullable = function: value: if value == null then null else function value;
  min = x: y: if x < y then x else y;
  max = x: y: if x > y then x else y;
  mod = base: int: base - (int * (builtins.div base int));
  compare =
    a: b:
    if a < b then
      -1
    else if a > b then
      1
    else
      0;
  importJSON = path: builtins.fromJSON (builtins.readFile path);
  importTOML = path: builtins.fromTOML (builtins.readFile path);
  warn = message: builtins.trace "evaluation warning: ${message}";
  warnIf = condition: message: if condition then warn message else id;
  throwIf = condition: message: if condition then throw message else id;
  throwIfNot = condition: message: if condition then id else throw message;
  isFunction = value: builtins.isFunction value || (value ? __functor && isFunction (value.__functor value));
  toFunction = value: if isFunction value then value else _: value;
  setFunctionArgs = function: args: {
    __functor = _: function;
    __functionArgs = args;
  };
  defaultTo = default: value: if value == null then default else value;
  toHexString = number: builtins.concatStringsSep "" (map (digit: builtins.substring digit 1 "0123456789ABCDEF") (toBaseDigits 16 number));
  toBaseDigits =
    base: number:
    let
      digits = n: if n < base then [ n ] else digits (n / base) ++ [ (mod n base) ];
    in
    digits number;
}
