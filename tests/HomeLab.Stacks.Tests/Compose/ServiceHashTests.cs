using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Stacks.Compose;

namespace HomeLab.Stacks.Tests.Compose;

public class ServiceHashTests
{
    const string Rendered = """
        {"name": "shop", "services": {"web": {"image": "nginx:1.29", "environment": {"TZ": "Europe/Berlin", "İ": "ı", "b": "2", "B": "1,5", "_": "x"},
          "labels": {"traefik.enable": "true", "z": "1", "A": "2", "ä": "3"}, "networks": {"front": {"aliases": ["w", "a"]}, "back": null, "Back": {"priority": "1.0"}},
          "healthcheck": {"test": ["CMD", "true"], "interval": "1m30s", "timeout": "1.5s"}, "cpus": "1.5", "mem_limit": "1.5g",
          "sysctls": {"net.core.somaxconn": "1024", "a.b": 1}, "configs": [{"source": "page", "target": "/page"}], "ulimits": {"nproc": 65535, "nofile": {"soft": 1, "hard": 2}},
          "ports": [{"target": 80, "published": "8080"}], "volumes": [{"type": "volume", "source": "data", "target": "/data"}]}},
         "networks": {"front": {}, "back": {}, "Back": {}}, "volumes": {"data": {}}, "configs": {"page": {"file": "./page.html"}}}
        """;

    [Fact]
    public void Is_the_same_for_a_thousand_renders_with_shuffled_maps_under_other_cultures_and_time_zones()
    {
        var random = new Random(20261121);
        var before = CultureInfo.CurrentCulture;
        var hashes = new HashSet<string>();
        try
        {
            for (var round = 0; round < 1000; round++)
            {
                CultureInfo.CurrentCulture = Culture(round);
                Environment.SetEnvironmentVariable("TZ", round % 2 == 0 ? "Asia/Kathmandu" : "America/St_Johns");
                TimeZoneInfo.ClearCachedData();
                using var json = JsonDocument.Parse(Shuffle(JsonNode.Parse(Rendered)!, random).ToJsonString());
                hashes.Add(Projects.Hash(ComposeProject.Parse(json.RootElement), "web", Projects.Files(("./page.html", "<p>"))));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            Environment.SetEnvironmentVariable("TZ", null);
            TimeZoneInfo.ClearCachedData();
        }

        Assert.Single(hashes);
    }

    [Theory]
    [InlineData("\"2\"", "\"3\"")]
    [InlineData("8080", "8081")]
    [InlineData("1m30s", "1m31s")]
    [InlineData("nginx:1.29", "nginx:1.30")]
    [InlineData("\"data\": {}", "\"data\": {\"name\": \"other\"}")]
    public void Changes_with_the_wish(string from, string to)
    {
        var changed = Rendered.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(Hash(Rendered), Hash(changed));
    }

    [Theory]
    [InlineData("1m30s", "90s")]
    [InlineData("1.5g", "1610612736")]
    [InlineData("\"image\"", "\"scale\": 3, \"profiles\": [\"x\"], \"pull_policy\": \"always\", \"image\"")]
    public void Stays_with_what_is_only_written_otherwise_or_makes_no_container_different(string from, string to) =>
        Assert.Equal(Hash(Rendered), Hash(Rendered.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void Changes_with_the_content_of_a_file_that_is_delivered() =>
        Assert.NotEqual(Hash(Rendered, "<p>"), Hash(Rendered, "<b>"));

    static string Hash(string json, string page = "<p>") => Projects.Hash(Projects.Parse(json), "web", Projects.Files(("./page.html", page)));

    static CultureInfo Culture(int round)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (round % 3 != 0)
        {
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NegativeSign = "−";
            culture.DateTimeFormat.TimeSeparator = ".";
        }
        return culture;
    }

    static JsonNode Shuffle(JsonNode node, Random random) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(_ => random.Next()).Select(it =>
            KeyValuePair.Create(it.Key, it.Value is null ? null : Shuffle(it.Value, random)))),
        JsonArray list => new JsonArray([.. list.Select(it => it is null ? null : Shuffle(it, random))]),
        _ => node.DeepClone(),
    };
}
