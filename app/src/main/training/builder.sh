mkdir -p "$out"
for f in $nativeBuildInputs $buildInputs; do
  echo "$f" >> "$out/inputs"
done
