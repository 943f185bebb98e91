using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HomeLab.Simulators.Tests.Clients;

/// <summary>Exchanges without what differs from run to run: ids are numbered as they appear, times are blanked.</summary>
sealed partial class Transcript
{
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Dictionary<string, string> names = [];

    static string Folder => Path.Combine(AppContext.BaseDirectory, "Clients", "Exchanges");

    public static IEnumerable<string> Kept => Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    public static async Task<List<Exchange>> LoadAsync(string name)
    {
        await using var stream = File.OpenRead(Path.Combine(Folder, name + ".json"));
        return (await JsonSerializer.DeserializeAsync<List<Exchange>>(stream, Json))!;
    }

    /// <summary>Compares with what is kept; what was found is left beside it for a person to look at and keep.</summary>
    public static async Task AssertAsync(string name, IReadOnlyList<Exchange> exchanges)
    {
        var transcript = new Transcript();
        var found = JsonSerializer.Serialize(exchanges.Select(transcript.Normal), Json) + "\n";
        var kept = Path.Combine(Folder, name + ".json");
        var expected = File.Exists(kept) ? await File.ReadAllTextAsync(kept) : "";
        if (found == expected)
            return;
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(kept + ".found", found);
        Assert.Fail($"The exchanges differ from those kept in Clients/Exchanges/{name}.json; found: {kept}.found");
    }

    public Exchange Normal(Exchange exchange) => exchange with
    {
        Path = Normal(exchange.Path),
        Authorization = exchange.Authorization.Replace(Api.EditToken, "{token}", StringComparison.Ordinal),
        Request = exchange.Request is null ? null : Normal(exchange.Request),
        Answer = Normal(exchange.Answer),
    };

    /// <summary>Puts in what this run has for the names.</summary>
    public string Actual(string text) => names.Aggregate(
        text.Replace("{token}", Api.EditToken, StringComparison.Ordinal),
        (result, name) => result.Replace(name.Value, name.Key, StringComparison.Ordinal));

    string Normal(string text) => Time().Replace(Id().Replace(text, match => NameOf(match.Value)), "{time}");

    string NameOf(string id)
    {
        if (!names.TryGetValue(id, out var name))
            names[id] = name = string.Create(CultureInfo.InvariantCulture, $"{{id{names.Count + 1}}}");
        return name;
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+Z")]
    private static partial Regex Time();
}
