using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Inventory.Filters;
using HomeLab.Lab.Filters;

namespace HomeLab.Inventory.Tests.Filters;

public class FilterFieldsTests
{
    sealed record Thing(string Name, string Version, string Severity, IReadOnlyList<string> Tags, string Labels);

    static readonly FilterFields<Thing> Fields = new(
        new Dictionary<string, FilterField<Thing>>
        {
            ["name"] = new(it => [it.Name]),
            ["version"] = new(it => [it.Version], FilterOrder.Version),
            ["severity"] = new(it => [it.Severity], FilterOrder.Severity),
            ["tags"] = new(it => it.Tags),
            ["labels"] = new(_ => []) { Within = it => JsonNode.Parse(it.Labels) },
        },
        it => [it.Name]);

    static readonly Thing Photos = new(
        "photos-1", "v1.10.2", "warning", ["prod", "web"],
        """{"app":"immich","com.docker.compose.project":"photos","replicas":3,"at":"2026-11-21T08:00:00Z","ports":[{"public":80},{"public":443}],"empty":{}}""");

    static bool Is(Thing thing, Filter filter) => Fields.Bind(filter, relation => new HashSet<string> { relation.Thing })(thing);

    [Theory]
    [InlineData("name = photos-1", true)]
    [InlineData("name = PHOTOS-1", true)]
    [InlineData("name = photos", false)]
    [InlineData("name = \"photos-*\"", true)]
    [InlineData("name : otos", true)]
    [InlineData("name != photos-1", false)]
    [InlineData("version > 1.9", true)]
    [InlineData("version < v1.10.10", true)]
    [InlineData("version = v1.10.2", true)]
    [InlineData("severity >= warning", true)]
    [InlineData("severity >= critical", false)]
    [InlineData("severity > nonsense", false)]
    [InlineData("tags : prod", true)]
    [InlineData("tags = pro", false)]
    [InlineData("tags != prod", false)]
    [InlineData("labels : app", true)]
    [InlineData("labels : immich", false)]
    [InlineData("labels.app : *", true)]
    [InlineData("labels.other : *", false)]
    [InlineData("labels.other != x", true)]
    [InlineData("labels.com.docker.compose.project = photos", true)]
    [InlineData("labels.\"com.docker.compose.project\" = photos", true)]
    [InlineData("labels.replicas > 2", true)]
    [InlineData("labels.replicas > 10", false)]
    [InlineData("labels.replicas < x", false)]
    [InlineData("labels.at > \"2026-11-20\"", true)]
    [InlineData("labels.ports.public = 443", true)]
    [InlineData("labels.ports.public = 8080", false)]
    [InlineData("labels.app > 3", true)]
    [InlineData("photos", true)]
    [InlineData("video", false)]
    [InlineData("depends_on(\"photos-1\")", true)]
    [InlineData("depends_on(\"other\")", false)]
    [InlineData("name = photos-1 AND tags : x OR tags : web", true)]
    public void What_is_meant_by_it(string filter, bool isMeant) => Assert.Equal(isMeant, Is(Photos, Filter.Parse(filter)));

    [Theory]
    [InlineData("nam = a", 1, "did you mean `name`")]
    [InlineData("name = a AND colour = b", 14, "there are labels, name, severity, tags, version")]
    [InlineData("name.first = a", 1, "no fields within")]
    public void What_there_is_not_is_refused_where_it_stands(string filter, int column, string message)
    {
        var refused = Assert.Throws<FilterException>(() => Is(Photos, Filter.Parse(filter)));

        Assert.Equal(column, refused.Column);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    static readonly Gen<string> Words = Gen.Elements("a", "b", "ab", "1", "2", "1.10", "1.9", "", "info", "critical", "2026-11-21", "*a", "é");

    static readonly Gen<Thing> Things =
        from name in Words
        from version in Words
        from severity in Gen.Elements("info", "warning", "critical")
        from tags in Words.ListOf()
        from keys in Words.ListOf()
        from value in Words
        select new Thing(name, version, severity, [.. tags], new JsonObject(keys.Distinct().Select(it => KeyValuePair.Create(it, (JsonNode?)value))).ToJsonString());

    static Gen<Filter> Filters(int size) => size <= 1
        ? from path in Gen.Elements("name", "version", "severity", "tags", "labels", "labels.a", "labels.ab")
          from sign in Gen.Elements(Enum.GetValues<FilterOperator>())
          from value in Words
          select (Filter)new Filter.Comparison(path.Split('.'), sign, value, 1)
        : Gen.OneOf(
            Filters(size / 2).Two().Select(it => (Filter)new Filter.And(it.Item1, it.Item2)),
            Filters(size / 2).Two().Select(it => (Filter)new Filter.Or(it.Item1, it.Item2)),
            Filters(size / 2).Select(it => (Filter)new Filter.Not(it)));

    static void Holds(Func<Thing, Filter, Filter, bool> law) => Prop.ForAll(
        (from thing in Things
         from filters in Gen.Sized(size => Filters(Math.Min(size, 8))).Two()
         select (thing, filters)).ToArbitrary(),
        it => law(it.thing, it.filters.Item1, it.filters.Item2)).QuickCheckThrowOnFailure();

    [Fact]
    public void De_Morgan_holds() => Holds((thing, one, other) =>
        Is(thing, new Filter.Not(new Filter.And(one, other))) == Is(thing, new Filter.Or(new Filter.Not(one), new Filter.Not(other)))
        && Is(thing, new Filter.Not(new Filter.Or(one, other))) == Is(thing, new Filter.And(new Filter.Not(one), new Filter.Not(other))));

    [Fact]
    public void A_filter_and_its_text_mean_the_same() => Holds((thing, one, other) =>
        Is(thing, new Filter.And(one, other)) == Is(thing, Filter.Parse(new Filter.And(one, other).ToString())));

    [Fact]
    public void To_be_different_is_not_to_be_equal() => Holds((thing, one, _) =>
        one is not Filter.Comparison compared
        || Is(thing, compared with { Operator = FilterOperator.NotEqual }) == !Is(thing, compared with { Operator = FilterOperator.Equal }));
}
