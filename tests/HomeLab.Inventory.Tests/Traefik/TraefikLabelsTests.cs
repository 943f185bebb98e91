using System.Text;
using HomeLab.Inventory.Traefik;
using HomeLab.Lab;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Traefik;

public class TraefikLabelsTests
{
    public static TheoryData<string> Cases => CaseFolders.Beside();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_labels_as_the_case_says(string sentence)
    {
        var folder = CaseFolders.PathOf(sentence);
        var labels = File.ReadAllLines(Path.Combine(folder, "labels.txt"))
            .Where(line => line.Contains('=', StringComparison.Ordinal))
            .ToDictionary(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);

        var reading = TraefikLabels.Read(labels);

        var text = new StringBuilder();
        foreach (var route in reading.Routes)
        {
            text.Append($"{route.Router}: {(route.Host.Length == 0 ? "-" : route.Host)} [{string.Join(' ', route.EntryPoints)}]");
            text.AppendLine($"{(route.IsTls ? " tls" : "")}{(route.Refusal is { } it ? $" refused {it.Code}: {it.Message}" : "")}");
        }
        foreach (var problem in reading.Problems)
            text.AppendLine(problem.ToString());
        CaseFolders.Expect(folder, text.ToString());
    }

    [Fact]
    public void Keeps_what_is_refused_of_a_label_of_any_length_short()
    {
        var reading = TraefikLabels.Read(new Dictionary<string, string>
        {
            ["traefik.http.routers.a.rule"] = $"HostRegexp(`{new string('x', 10_000)}\0`)",
        });

        Assert.True(Assert.Single(reading.Routes).Host.Length <= 254);
    }
}
