using System.Linq;
using Xunit;

namespace DbAccounts.Tests.House;

/// <summary>The finder of circles, on sources that are made up.</summary>
public class FolderGraphTests
{
    private const string Base = "namespace House.Base;\npublic sealed class Brick;\n";

    [Fact]
    public void Folders_of_one_direction_make_no_circle() => Assert.Empty(Circle(
        ("Base/Brick.cs", Base),
        ("Walls/Wall.cs", "using House.Base;\nnamespace House.Walls;\ninternal class Wall { Brick brick; }"),
        ("Roofs/Roof.cs", "using House.Base;\nusing House.Walls;\nnamespace House.Roofs;\ninternal class Roof { Wall wall; }")));

    [Fact]
    public void A_circle_is_shown_with_the_files_that_make_it() => Assert.Equal(
        [
            "House.Base uses House.Roofs: Base/Slate.cs (using)",
            "House.Roofs uses House.Walls: Roofs/Roof.cs (using)",
            "House.Walls uses House.Base: Walls/Wall.cs (using)",
        ],
        Circle(
            ("Base/Brick.cs", Base),
            ("Base/Slate.cs", "using System;\nusing House.Roofs;\n\nnamespace House.Base;\n\ninternal class Slate { Roof roof; }"),
            ("Walls/Wall.cs", "using House.Base;\nnamespace House.Walls;\ninternal class Wall { Brick brick; }"),
            ("Roofs/Roof.cs", "using House.Walls;\nnamespace House.Roofs;\ninternal class Roof { Wall wall; }")));

    [Theory]
    [InlineData("internal class Cup { Brick brick; }", "Brick")]
    [InlineData("[Painted] internal class Cup;", "Painted")]
    [InlineData("internal class Cup { Base.Brick brick; }", "Base.Brick")]
    [InlineData("internal class Cup { House.Base.Brick.Half half; }", "House.Base.Brick.Half")]
    [InlineData("internal class Cup { object Wet(object wall) => wall.Plaster(2); }", "Plaster")]
    public void What_an_enclosing_namespace_has_needs_no_using_and_counts(string cup, string by) => Assert.Equal(
        ["House.Base uses House.Base.Cups: Base/Shelf.cs (using)", $"House.Base.Cups uses House.Base: Base/Cups/Cup.cs ({by})"],
        Circle(
            ("Base/Brick.cs", Base),
            ("Base/PaintedAttribute.cs", "namespace House.Base;\ninternal sealed class PaintedAttribute : System.Attribute;"),
            ("Base/Walls.cs", "namespace House.Base;\ninternal static class Walls { public static object Plaster(this object wall, int times) => wall; }"),
            ("Base/Shelf.cs", "using House.Base.Cups;\nnamespace House.Base;\ninternal class Shelf { Cup cup; }"),
            ("Base/Cups/Cup.cs", "namespace House.Base.Cups;\n" + cup)));

    [Theory]
    [InlineData("// A Brick is heavier.\ninternal class Cup;")]
    [InlineData("internal class Cup { string text = \"Brick\"; }")]
    [InlineData("internal class Brick;")]
    [InlineData("internal class Cup { object weight = wall.Brick; }")]
    [InlineData("internal class Cup { Base.Stone stone; }")]
    public void What_only_looks_like_a_use_is_none(string cup) => Assert.Empty(Circle(
        ("Base/Brick.cs", Base),
        ("Base/Shelf.cs", "using House.Base.Cups;\nnamespace House.Base;\ninternal class Shelf { Cup cup; }"),
        ("Base/Cups/Cup.cs", "namespace House.Base.Cups;\n" + cup)));

    [Fact]
    public void What_no_folder_of_the_sources_is_does_not_count()
    {
        var file = new SourceFile("Walls/Wall.cs", "using System.Linq;\nnamespace House.Walls;\ninternal class Wall { Brick brick; }");
        Assert.Empty(new FolderGraph([file]).UsedBy("House.Walls"));
    }

    private static string[] Circle(params (string Path, string Text)[] files) =>
        new FolderGraph([.. files.Select(file => new SourceFile(file.Path, file.Text))]).Circle();
}
