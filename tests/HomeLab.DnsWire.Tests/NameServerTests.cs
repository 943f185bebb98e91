using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.DnsWire.Tests;

/// <summary>The codec against real servers, and against the commands that come with BIND.</summary>
public class NameServerTests
{
    static readonly WireName Zone = WireName.Parse("example.org");

    [RequiresTheory(Requirement.Bind, Requirement.Knot, Requirement.DnsTools)]
    [InlineData(NameServerSoftware.Bind)]
    [InlineData(NameServerSoftware.Knot)]
    public async Task A_zone_of_many_messages_is_transferred_whole_and_proven(NameServerSoftware software)
    {
        await using var server = await TestNameServer.StartAsync(software);
        // Some 300 KB; a message has at most 64.
        foreach (var lines in Enumerable.Range(0, 2000).Select(n => $"update add n{n}.example.org. 300 TXT \"{new string('x', 120)}\"").Chunk(200))
        {
            await server.UpdateAsync(lines);
        }

        var records = await Open(server).TransferAsync(Zone, default);
        var asked = await server.DigAsync("+noall", "+answer", "example.org", "AXFR");

        Assert.Equal(2000, records.Count(record => record.Type == RecordType.Txt));
        // dig shows the second SOA and the signature too.
        Assert.Equal(asked.Count(line => line.Contains("\tTXT\t", StringComparison.Ordinal)), records.Count(record => record.Type == RecordType.Txt));
    }

    [RequiresTheory(Requirement.Bind, Requirement.Knot, Requirement.DnsTools)]
    [InlineData(NameServerSoftware.Bind)]
    [InlineData(NameServerSoftware.Knot)]
    public async Task An_update_is_made_while_its_prerequisites_hold_and_not_otherwise(NameServerSoftware software)
    {
        await using var server = await TestNameServer.StartAsync(software);
        var name = WireName.Parse("a.example.org");
        var one = new WireRecord(name, RecordType.A, RecordClass.Internet, 300, (byte[])[192, 0, 2, 1]);
        var update = new DnsUpdate(Zone);
        update.RequireFree(name);
        update.Add(one);
        using var connection = await Open(server).OpenAsync(default);

        var first = await connection.SendAsync(update, default);
        var second = await connection.SendAsync(update, default);

        Assert.Equal((ResponseCode.NoError, ResponseCode.NameExists), (first, second));
        Assert.Equal(["192.0.2.1"], await server.DigAsync("+short", "a.example.org", "A"));
    }

    [RequiresTheory(Requirement.Bind, Requirement.Knot)]
    [InlineData(NameServerSoftware.Bind)]
    [InlineData(NameServerSoftware.Knot)]
    public async Task A_clock_that_is_wrong_is_told(NameServerSoftware software)
    {
        await using var server = await TestNameServer.StartAsync(software);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-2));

        var refused = await Assert.ThrowsAsync<TsigException>(() => Open(server, time).TransferAsync(Zone, default));

        Assert.Contains("clock", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.IsRefusal);
    }

    static DnsServer Open(TestNameServer server, TimeProvider? time = null) => new(
        "127.0.0.1", server.Port, new TsigKey(TestNameServer.Key, "hmac-sha256", server.Secret), TimeSpan.FromSeconds(60), time ?? TimeProvider.System);
}
