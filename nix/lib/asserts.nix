# Assertions with messages.
rec {
  assertMsg = condition: message: condition || throw message;
  assertOneOf =
    name: value: allowed:
    assertMsg (builtins.elem value allowed) "${name} must be one of ${builtins.toJSON allowed}, but is: ${builtins.toJSON value}";
  assertEachOneOf =
    name: values: allowed:
    assertMsg (builtins.all (value: builtins.elem value allowed) values) "each element in ${name} must be one of ${builtins.toJSON allowed}, but is: ${builtins.toJSON values}";
}
