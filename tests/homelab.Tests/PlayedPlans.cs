using System.Globalization;
using System.Text.Json;

namespace HomeLab.Cli.Tests;

/// <summary>Plans as Dns records them.</summary>
static class PlayedPlans
{
    public const string Withheld = """
        {"zone":"example.org","summary":"0 to create, 0 to update, 0 to delete","changes":[],"withheld":[
          {"change":"create home.example.org A 203.0.113.10","code":"ForeignRecord","reason":"home.example.org A 203.0.113.9 is there already.","isUnmet":true}]}
        """;

    /// <summary>Documents vanished and a container went: many deletes, two creates, and a silent source.</summary>
    public static string Large(int deletes) => JsonSerializer.Serialize(new
    {
        zone = "large.example",
        summary = $"2 to create, 0 to update, {deletes} to delete",
        changes = Enumerable.Range(0, deletes).Select(Delete).Concat(Enumerable.Range(0, 2).Select(Create)),
        omitted = 0,
        withheld = Enumerable.Range(0, 40).Select(i => new
        {
            change = $"delete silent{i}.large.example CNAME home.example.org", code = "SourceIncomplete",
            reason = "docker/attic could claim it and cannot be asked: nobody listens at tcp://attic.lan:2376", isUnmet = false,
        }),
    });

    static object Delete(int i)
    {
        var record = string.Create(CultureInfo.InvariantCulture, $"h{i:0000}.large.example A 192.0.2.{i % 250}");
        return new
        {
            change = $"delete {record}",
            apply = "approve", because = new[] { "MaxDeletes", "MaxDeleteShare" },
            steps = new[] { new { action = "delete", @object = $"large.example/h{i:0000}.large.example/A", before = record, by = i % 100 == 0 ? $"docker/komodo-host/h{i}#r/h{i}" : $"DnsRecord/h{i:0000}" } },
        };
    }

    static object Create(int i) => new
    {
        change = $"create new{i}.large.example A 192.0.2.1", apply = "auto",
        steps = new[] { new { action = "create", @object = $"large.example/new{i}.large.example/A", before = (string?)null, by = $"DnsRecord/new{i}" } },
    };
}
