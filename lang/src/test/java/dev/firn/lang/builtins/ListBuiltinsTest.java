package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static dev.firn.lang.builtins.Language.story;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListBuiltinsTest {
  @Test
  void elementsAreFound() {
    assertEquals(
        "[ 1 [ 2 3 ] 3 3 ]",
        eval("with builtins; let l = [ 1 2 3 ]; in [ (head l) (tail l) (elemAt l 2) (length l) ]"));
    assertEquals("'builtins.head' called on an empty list", failure("builtins.head [ ]"));
    assertEquals("'builtins.tail' called on an empty list", failure("builtins.tail [ ]"));
    assertEquals(
        "'builtins.elemAt' called with index 2 on a list of size 2",
        failure("builtins.elemAt [ 1 2 ] 2"));
    assertEquals(
        "'builtins.elemAt' called with index -1 on a list of size 2",
        failure("builtins.elemAt [ 1 2 ] (-1)"));
  }

  @Test
  void elementsStayUnevaluated() {
    assertEquals("2", eval("builtins.length (map throw [ \"a\" \"b\" ])"));
    assertEquals("3", eval("builtins.length (builtins.genList throw 3)"));
    assertEquals(
        "2",
        eval("builtins.length (builtins.concatLists [ [ (throw \"a\") ] [ (throw \"b\") ] ])"));
    assertEquals("1", eval("builtins.length (builtins.tail [ (throw \"a\") (throw \"b\") ])"));
  }

  @Test
  void anEmptyListNeedsNoFunction() {
    assertEquals("[ [ ] [ ] ]", eval("[ (map 1 [ ]) (builtins.filter 1 [ ]) ]"));
    assertEquals(
        "expected a function but found an integer: 1", failure("builtins.concatMap 1 [ ]"));
    assertEquals("expected a function but found an integer: 1", failure("builtins.any 1 [ ]"));
  }

  @Test
  void whatIsNotDroppedIsTheSameList() {
    // Functions are equal only if they are in one slot.
    assertEquals("true", eval("let l = [ (x: x) 1 ]; in builtins.filter (x: true) l == l"));
    assertEquals("true", eval("let l = [ (x: x) 1 ]; in builtins.concatLists [ [ ] l [ ] ] == l"));
    assertEquals("[ 3 4 ]", eval("builtins.filter (x: x > 2) [ 1 3 2 4 ]"));
  }

  @Test
  void foldsAreStrictInTheResultOnly() {
    assertEquals("10", eval("builtins.foldl' (a: b: a + b) 0 [ 1 2 3 4 ]"));
    assertEquals("3", eval("builtins.foldl' (a: b: 3) (throw \"start\") [ (throw \"element\") ]"));
    assertEquals("start", failure("builtins.foldl' (a: b: 3) (throw \"start\") [ ]"));
    assertEquals("500000", eval("builtins.foldl' builtins.add 0 (builtins.genList (x: 1) 500000)"));
    assertEquals(
        "[ 1 2 ]", eval("builtins.foldl' (a: { __functor = self: b: a ++ [ b ]; }) [ ] [ 1 2 ]"));
  }

  @Test
  void searchesEndEarly() {
    assertEquals("true", eval("builtins.any (x: x == 1) [ 1 (throw \"no\") ]"));
    assertEquals("false", eval("builtins.all (x: x == 1) [ 2 (throw \"no\") ]"));
    assertEquals("true", eval("builtins.elem 1 [ 1 (throw \"no\") ]"));
    assertEquals(
        "[ false true ]", eval("[ (builtins.any (x: true) [ ]) (builtins.all (x: false) [ ]) ]"));
  }

  @Test
  void listsAreDividedInOrder() {
    assertEquals(
        "{ right = [ 3 4 ]; wrong = [ 1 2 ]; }", eval("builtins.partition (x: x > 2) [ 3 1 4 2 ]"));
    assertEquals(
        "{ a = [ \"a1\" \"a2\" ]; b = [ \"b1\" ]; }",
        eval("builtins.groupBy (builtins.substring 0 1) [ \"a1\" \"b1\" \"a2\" ]"));
    assertEquals("[ 1 1 2 2 ]", eval("builtins.concatMap (x: [ x x ]) [ 1 2 ]"));
  }

  @Test
  void sizesAreBounded() {
    assertEquals("cannot create list of size -1", failure("builtins.genList (x: x) (-1)"));
    assertEquals(
        "cannot create list of size 9223372036854775807",
        failure("builtins.genList (x: x) 9223372036854775807"));
  }

  @Test
  void errorsTellWhichArgumentIsWrong() {
    assertEquals(
        List.of(
            "while calling the 'map' builtin",
            "while evaluating the second argument passed to builtins.map"),
        story("map (x: x) 1"));
    assertEquals(
        List.of(
            "while calling the 'filter' builtin",
            "while evaluating the return value of the filtering function passed to"
                + " builtins.filter"),
        story("builtins.filter (x: x) [ 1 ]"));
  }
}
