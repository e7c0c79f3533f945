{
  "ids" = {
    "ports" = {
      "application" = 15000;
      "postgresql" = 15001;
      "redis" = 15002;
    };
  };
  "lastAssignments" = {
    "ports" = 15002;
  };
}
