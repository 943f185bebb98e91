using System.Text.Json;
using System.Text.RegularExpressions;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;

namespace HomeLab.Contracts.Tests;

/// <summary>A difference here is a difference on the wire, where yesterday's senders and receivers still are.</summary>
public sealed partial class MessageTests
{
    static readonly JsonSerializerOptions Indented = new(Wire.Json) { WriteIndented = true };

    static readonly Type[] Types = [.. typeof(ResourceChanged).Assembly.GetExportedTypes().Where(t => t.IsClass)];

    public static TheoryData<Type> Contracts => [.. Types];

    public static TheoryData<string> Payloads =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Payloads"), "*.json").Select(Path.GetFileName)
            .Where(f => !f!.Contains(".actual.", StringComparison.Ordinal)).Select(f => f!)];

    [Theory, MemberData(nameof(Contracts))]
    public void A_contract_names_itself_and_where_it_is_published(Type contract)
    {
        var folder = contract.Namespace!.Split('.')[^1].ToLowerInvariant();
        var name = WordStart().Replace(contract.Name, "-$1").ToLowerInvariant();

        Assert.Matches($"^homelab:{folder}:{name}:v[0-9]+$", Wire.UrnOf(contract));
        Assert.Equal(Wire.UrnOf(contract).Replace(':', '.'), Wire.ExchangeOf(contract));
    }

    [Fact]
    public void No_two_contracts_share_a_name() =>
        Assert.Equal(Types.Length, Types.Select(Wire.UrnOf).Distinct().Count());

    [Theory, MemberData(nameof(Contracts))]
    public void A_contract_is_written_as_it_always_was(Type contract)
    {
        var example = Assert.Single(Examples.All, e => e.GetType() == contract);

        Snapshot.Matches($"Payloads/{Wire.ExchangeOf(contract)}.json", JsonSerializer.Serialize(example, contract, Indented) + "\n");
    }

    /// <summary>Payloads of earlier versions stay in the folder as <c>{exchange}.{anything}.json</c>.</summary>
    [Theory, MemberData(nameof(Payloads))]
    public void Every_payload_that_was_ever_sent_can_still_be_read(string file)
    {
        var contract = Types.Single(c => file.StartsWith(Wire.ExchangeOf(c) + ".", StringComparison.Ordinal));
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", file));

        var read = JsonSerializer.Deserialize(text, contract, Wire.Json);

        Assert.NotNull(read);
        using var sent = JsonDocument.Parse(text);
        using var again = JsonDocument.Parse(JsonSerializer.Serialize(read, contract, Wire.Json));
        Assert.All(sent.RootElement.EnumerateObject(), member => Assert.True(
            JsonElement.DeepEquals(member.Value, again.RootElement.GetProperty(member.Name)), $"{member.Name} was lost."));
    }

    [Theory, MemberData(nameof(Contracts))]
    public void A_member_that_a_receiver_does_not_know_is_ignored(Type contract)
    {
        var example = Examples.All.Single(e => e.GetType() == contract);
        var newer = JsonSerializer.SerializeToNode(example, contract, Wire.Json)!;
        newer["addedLater"] = "something";

        Assert.NotNull(JsonSerializer.Deserialize(newer.ToJsonString(), contract, Wire.Json));
    }

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordStart();
}
