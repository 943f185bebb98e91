using HomeLab.Testing;

namespace HomeLab.DnsWire.Tests;

public class TsigSessionTests
{
    readonly FakeTimeProvider time = new();
    readonly TsigKey key = new("key.example", "hmac-sha256", Convert.ToBase64String("a secret of the test"u8));
    readonly byte[] request = new DnsMessage { Id = 1, Questions = [new DnsQuestion(WireName.Parse("example.org"), RecordType.Axfr)] }.Write();

    [Fact]
    public void An_answer_that_nobody_signed_proves_nothing()
    {
        var session = Asked(out _);

        var refused = Assert.Throws<TsigException>(() => session.Read(new DnsMessage { Id = 1, IsResponse = true, Code = ResponseCode.Refused }.Write()));

        Assert.Equal((false, ResponseCode.Refused), (refused.IsRefusal, refused.Unsigned));
    }

    [Fact]
    public void The_request_s_own_signature_is_none_of_its_answer()
    {
        var session = Asked(out var signed);

        Assert.Throws<TsigException>(() => session.Read(signed));
    }

    [Theory]
    [InlineData("hmac-md5", "c2VjcmV0")]
    [InlineData("hmac-sha256", "no base64 !")]
    [InlineData("hmac-sha256", "")]
    public void A_key_is_refused_without_telling_its_secret(string algorithm, string secret)
    {
        var refused = Assert.Throws<DnsFormatException>(() => new TsigKey("key.example", algorithm, secret));

        Assert.True(secret.Length == 0 || !refused.Message.Contains(secret, StringComparison.Ordinal));
    }

    TsigSession Asked(out byte[] signed)
    {
        var session = new TsigSession(key, time);
        signed = session.Sign(request);
        return session;
    }
}
