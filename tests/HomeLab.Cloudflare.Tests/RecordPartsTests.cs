using System.Text.Json;

namespace HomeLab.Cloudflare.Tests;

public class RecordPartsTests
{
    [Fact]
    public void Reads_srv_from_data_and_from_content_alike()
    {
        var fromContent = new CloudflareRecord
        {
            Id = "1", Name = "_xmpp._tcp.example.org", Type = "SRV", Content = "5 5223 server.example.org", Priority = 10,
        };
        var fromData = fromContent with { Data = new SrvRecord(10, 5, 5223, "server.example.org").ToData() };

        Assert.Equal(new SrvRecord(10, 5, 5223, "server.example.org"), SrvRecord.Of(fromContent));
        Assert.Equal(SrvRecord.Of(fromContent), SrvRecord.Of(fromData));
    }

    [Fact]
    public void Reads_caa_from_data_and_from_content_alike()
    {
        var fromContent = new CloudflareRecord { Id = "1", Name = "example.org", Type = "CAA", Content = "0 issue \"letsencrypt.org\"" };
        var fromData = fromContent with { Data = new CaaRecord(0, "issue", "letsencrypt.org").ToData() };

        Assert.Equal(new CaaRecord(0, "issue", "letsencrypt.org"), CaaRecord.Of(fromContent));
        Assert.Equal(CaaRecord.Of(fromContent), CaaRecord.Of(fromData));
    }

    [Theory]
    [InlineData("""{"read_only":true}""", true)]
    [InlineData("""{"managed_by_apps":true}""", true)]
    [InlineData("""{"auto_added":true}""", false)]
    [InlineData("null", false)]
    public void Knows_records_that_refuse_edits(string meta, bool isLocked)
    {
        var record = new CloudflareRecord { Id = "1", Name = "example.org", Type = "A", Meta = JsonDocument.Parse(meta).RootElement };

        Assert.Equal(isLocked, record.IsLocked);
    }
}
