using FsCheck;
using FsCheck.Fluent;
using HomeLab.Lab.Filters;

namespace HomeLab.Lab.Tests.Filters;

public class FilterTests
{
    static readonly Gen<string> Texts = Gen.Elements("a", "b c", "", "\"", "\\", "AND", "-x", "com.docker", "é", "*", "app.kubernetes.io/name", "'");

    static Gen<Filter> Filters(int size) => size <= 1
        ? Gen.OneOf(
            from path in Texts.NonEmptyListOf()
            from sign in Gen.Elements(Enum.GetValues<FilterOperator>())
            from value in Texts
            from isAnything in Gen.Elements(true, false)
            select (Filter)new Filter.Comparison([.. path.Take(3)], sign, isAnything && sign == FilterOperator.Has ? null : value, 1),
            Texts.Select(it => (Filter)new Filter.Word(it)),
            Texts.Select(it => (Filter)new Filter.Relation("depends_on", it, 1)))
        : Gen.OneOf(
            Filters(size / 2).Two().Select(it => (Filter)new Filter.And(it.Item1, it.Item2)),
            Filters(size / 2).Two().Select(it => (Filter)new Filter.Or(it.Item1, it.Item2)),
            Filters(size / 2).Select(it => (Filter)new Filter.Not(it)));

    [Fact]
    public void Every_filter_reads_back_from_its_text() => Prop.ForAll(
        Gen.Sized(size => Filters(Math.Min(size, 16))).ToArbitrary(),
        filter => Filter.Parse(filter.ToString()).ToString() == filter.ToString()).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_filter_or_refused_at_a_column_of_it() => Prop.ForAll(
        Gen.Elements("kind", ".", "=", "!=", "<=", ":", "(", ")", "\"", "'a'", "\\", "AND", "OR", "NOT", " ", "-", "*", ",", "é", "\n", "depends_on(").ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            try
            {
                return Filter.Parse(text).ToString().Length > 0;
            }
            catch (FilterException refused)
            {
                return refused.Column >= 1 && refused.Column <= text.Length + 1;
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a AND b OR c AND d", "\"a\" AND (\"b\" OR \"c\") AND \"d\"")]
    [InlineData("NOT a AND -b", "(NOT \"a\") AND (NOT \"b\")")]
    [InlineData("NOT (a OR b)", "NOT (\"a\" OR \"b\")")]
    [InlineData("kind = docker.container", "kind = \"docker.container\"")]
    [InlineData("labels.\"app.kubernetes.io/name\" : 'x'", "labels.\"app.kubernetes.io/name\" : \"x\"")]
    [InlineData("labels.app:*", "labels.app : *")]
    [InlineData("facts.spec.replicas>=3", "facts.spec.replicas >= \"3\"")]
    [InlineData("depends_on( \"a/b\" )", "depends_on(\"a/b\")")]
    [InlineData("ANDROID", "\"ANDROID\"")]
    [InlineData("immich/server", "\"immich/server\"")]
    [InlineData("192.0.2.1", "\"192.0.2.1\"")]
    public void What_is_meant_by_it(string text, string meant) => Assert.Equal(meant, Filter.Parse(text).ToString());

    [Theory]
    [InlineData("", 1, "something to compare")]
    [InlineData("kind =", 7, "a value is expected")]
    [InlineData("kind = a and health = b", 10, "in capitals")]
    [InlineData("kind = a health = b", 10, "AND or OR is expected before `health`")]
    [InlineData("(kind = a", 1, "not closed")]
    [InlineData("kind = a)", 9, "`)` is not expected")]
    [InlineData("kind = \"a", 8, "quote is not closed")]
    [InlineData("kind = a AND", 13, "something to compare")]
    [InlineData("kind > *", 8, "asked for by `:`")]
    [InlineData("kind = OR", 8, "in quotes")]
    [InlineData("OR a", 1, "before OR")]
    [InlineData("depends_on(a)", 12, "in quotes")]
    [InlineData("labels.\"a\"", 11, "a comparison is expected")]
    public void It_says_where_it_is_wrong_and_what_would_be_right(string text, int column, string message)
    {
        var refused = Assert.Throws<FilterException>(() => Filter.Parse(text));

        Assert.Equal(column, refused.Column);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_depth_nor_length_breaks_it()
    {
        Assert.Throws<FilterException>(() => Filter.Parse(new string('(', 4000)));
        Assert.Throws<FilterException>(() => Filter.Parse(string.Concat(Enumerable.Repeat("NOT ", 1000)) + "a"));
        Assert.Throws<FilterException>(() => Filter.Parse(new string('a', 5000)));
        Assert.NotNull(Filter.Parse(string.Join(" OR ", Enumerable.Repeat("a", 800))));
    }
}
