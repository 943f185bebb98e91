using System.Net;
using HomeLab.Dns.Answers;
using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Tests.Answers;

public class AnswerVerdictTests
{
    static readonly RecordContent Host = A("192.0.2.10");
    static readonly RecordContent Edge = A("104.21.80.7");
    static readonly RecordContent Alias = new RecordContent.Cname(DomainName.Parse("home.example.net"));

    [Fact]
    public void What_was_written_is_verified_whatever_stands_beside_it() =>
        Assert.Equal(AnswerState.Verified, On(Expect(Host), Host, A("192.0.2.11")).State);

    [Fact]
    public void Anything_else_differs_and_is_said()
    {
        Assert.Equal("ns1 answers A 192.0.2.11", On(Expect(Host), A("192.0.2.11")).Detail);
        Assert.Equal("ns1 answers nothing", On(Expect(Host)).Detail);
        Assert.Equal("ns1 answers CNAME home.example.net", On(Expect(Host), Alias).Detail);
        Assert.All([On(Expect(Host), A("192.0.2.11")), On(Expect(Host)), On(Expect(Host), Alias)], it => Assert.Equal(AnswerState.Differs, it.State));
    }

    [Fact]
    public void A_ttl_that_was_asked_for_counts_and_an_automatic_one_does_not()
    {
        Assert.Equal("ns1 answers a ttl of 300 s instead of 60", On(Expect(Host, ttl: 60), Host).Detail);
        Assert.Equal(AnswerState.Verified, On(Expect(Host, ttl: 300), Host).State);
        Assert.Equal(AnswerState.Verified, On(Expect(Host), Host).State);
    }

    [Fact]
    public void A_proxied_record_is_answered_with_Cloudflares_addresses_and_its_content_with_none()
    {
        Assert.Equal(AnswerState.Verified, On(Expect(Host, isProxied: true), Edge).State);
        Assert.Equal(AnswerState.Verified, On(Expect(Alias, isProxied: true), Edge).State);
        Assert.Equal("ns1 answers A 192.0.2.10 and no address of Cloudflare's", On(Expect(Host, isProxied: true), Host).Detail);
        Assert.Equal(AnswerState.Differs, On(Expect(Host, isProxied: true), Edge, Host).State);
        Assert.Equal(AnswerState.Differs, On(Expect(Host, isProxied: true)).State);
    }

    [Fact]
    public void An_alias_at_the_apex_is_answered_with_addresses_at_Cloudflare_alone()
    {
        Assert.Equal(AnswerState.Verified, On(Expect(Alias, name: "example.org"), A("203.0.113.80")).State);
        Assert.Equal(AnswerState.Differs, On(Expect(Alias, name: "example.org"), Alias).State);
        Assert.Equal(AnswerState.Differs, On(Expect(Alias, name: "www.example.org"), A("203.0.113.80")).State);
    }

    [Fact]
    public void What_was_deleted_is_not_to_be_answered()
    {
        var gone = Expect(Host) with { IsGone = true };

        Assert.Equal("ns1 answers A 192.0.2.10, which was deleted", On(gone, Host).Detail);
        Assert.Equal(AnswerState.Verified, On(gone).State);
        Assert.Equal(AnswerState.Verified, On(gone, A("192.0.2.11")).State);
    }

    [Fact]
    public void Who_does_not_answer_in_its_own_name_is_not_believed_either_way()
    {
        var intercepted = AnswerVerdict.On(Expect(Host), Message(Expect(Host), [Host]) with { IsAuthoritative = false }, "ns1");
        var refused = AnswerVerdict.On(Expect(Host), Message(Expect(Host), []) with { Code = ResponseCode.Refused }, "ns1");

        Assert.Equal((AnswerState.Unreachable, AnswerState.Unreachable), (intercepted.State, refused.State));
        Assert.Equal("ns1 answers Refused", refused.Detail);
    }

    static AnswerVerdict On(Expectation expected, params RecordContent[] answered) => AnswerVerdict.On(expected, Message(expected, answered), "ns1");

    static DnsMessage Message(Expectation expected, RecordContent[] answered) => new()
    {
        Id = 1, IsResponse = true, IsAuthoritative = true, Questions = [expected.Question],
        Answers = [.. answered.Select(content => WireContent.Write(content))
            .Select(it => new WireRecord(expected.Question.Name, it.Type, RecordClass.Internet, 300, it.Data))],
    };

    static Expectation Expect(RecordContent content, bool isProxied = false, int ttl = 1, string name = "photos.example.org") => new(
        Some.Zone, $"example.org/{name}/{content.Type}", new DnsRecord(DomainName.Parse(name), content, Ttl.Read(ttl), isProxied));

    static RecordContent.A A(string address) => new(IPAddress.Parse(address));
}
