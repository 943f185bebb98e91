using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Records;
using HomeLab.Simulators.Cloudflare.Zones;

namespace HomeLab.Simulators.Tests.Cloudflare;

public class NormalisationTests
{
    static readonly Zone Zone = new("00112233445566778899aabbccddeeff", "example.com", ZonePlan.Pro, "active", default, default);

    [Theory]
    [InlineData("@", "example.com")]
    [InlineData("", null)]
    [InlineData("WWW", "www.example.com")]
    [InlineData("www.example.com.", "www.example.com")]
    [InlineData("mail.other.tk", "mail.other.tk.example.com")]
    [InlineData("notexample.com", "notexample.com.example.com")]
    [InlineData("*.apps", "*.apps.example.com")]
    [InlineData("bücher", "xn--bcher-kva.example.com")]
    [InlineData("_acme-challenge", "_acme-challenge.example.com")]
    [InlineData("a b", null)]
    [InlineData("a.*.b", null)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", null)]
    public void A_name_becomes_a_full_one_in_the_zone(string given, string? expected) =>
        Assert.Equal(expected, Try(() => RecordName.Normal(given, "example.com")));

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("\"quoted\"", "\"quoted\"")]
    [InlineData("\"two\"   \"strings\"", "\"two\" \"strings\"")]
    [InlineData("v=spf1 -all", "\"v=spf1 -all\"")]
    [InlineData("say \\\"hi\\\"", "\"say \\\"hi\\\"\"")]
    [InlineData("ends in \\", "\"ends in \\\\\"")]
    [InlineData("\"this", null)]
    [InlineData("\"a\" b", null)]
    public void Text_becomes_quoted_strings(string given, string? expected) =>
        Assert.Equal(expected, Try(() => TxtContent.Normal(given)));

    [Fact]
    public void Long_text_is_split_into_strings_of_255_bytes()
    {
        var normal = TxtContent.Normal(new string('x', 300));

        Assert.Equal($"\"{new string('x', 255)}\" \"{new string('x', 45)}\"", normal);
        Assert.Null(Try(() => TxtContent.Normal(new string('x', 4097))));
    }

    [Theory]
    [InlineData("AAAA", "2001:DB8:0:0::0:1", "2001:db8::1")]
    [InlineData("AAAA", "::ffff:198.51.100.4", "::ffff:198.51.100.4")]
    [InlineData("AAAA", "fe80::1%eth0", null)]
    [InlineData("AAAA", "[::1]", null)]
    [InlineData("CNAME", "Other.Example.NET.", "other.example.net")]
    [InlineData("CNAME", "198.51.100.4", null)]
    [InlineData("CAA", "0 issue letsencrypt.org", "0 issue \"letsencrypt.org\"")]
    [InlineData("CAA", "256 issue letsencrypt.org", null)]
    [InlineData("HTTPS", "1 . alpn=\"h2,h3\"", "1 . alpn=\"h2,h3\"")]
    [InlineData("TLSA", "3 1 1 abCD", "3 1 1 abCD")]
    [InlineData("NOPE", "x", null)]
    public void Content_has_one_form_by_type(string type, string given, string? expected) =>
        Assert.Equal(expected, Try(() => RecordForm.Of(new RecordDraft(type, "a") { Content = given }, Zone).Content!));

    [Fact]
    public void Normalising_what_is_normal_changes_nothing()
    {
        var drafts =
            from type in Gen.Elements("A", "AAAA", "CNAME", "TXT", "MX", "NS", "SRV", "CAA", "HTTPS")
            from name in Gen.Elements("@", "WWW", "a.b", "example.com", "other.net.", "bücher", "*", "_x._tcp")
            from address in Gen.ArrayOf(Gen.Choose(0, 255).Select(n => (byte)n), 16)
            from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
            from proxied in Gen.Elements(true, false)
            from ttl in Gen.Elements(1, 60, 300)
            select new RecordDraft(type, name)
            {
                Content = type switch
                {
                    "A" => new IPAddress(address[..4]).ToString(),
                    "AAAA" => string.Join(':', Enumerable.Range(0, 8).Select(i => $"{address[2 * i]:X2}{address[(2 * i) + 1]:x2}")),
                    "TXT" => text.Get,
                    "SRV" => "5 5223 Server.example.com.",
                    "CAA" => "0 ISSUE ca.example.net",
                    "HTTPS" => "1 . alpn=h2",
                    _ => "Target.Example.net.",
                },
                Priority = type is "MX" or "SRV" ? ttl : null,
                Proxied = proxied,
                Ttl = ttl,
            };

        var property = Prop.ForAll(drafts.ToArbitrary(), draft =>
        {
            RecordDraft once;
            try
            {
                once = RecordForm.Of(draft, Zone);
            }
            catch (CloudflareRefusal)
            {
                return;
            }

            var twice = RecordForm.Of(once, Zone);
            Assert.Equal((once.Name, once.Content, once.Priority, once.Ttl), (twice.Name, twice.Content, twice.Priority, twice.Ttl));
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), property);
    }

    [Fact]
    public void What_is_stored_of_structured_data_can_be_read_back()
    {
        var data =
            from type in Gen.Elements("CAA", "TLSA", "SRV", "NAPTR", "HTTPS", "URI", "SSHFP")
            from word in Gen.Elements("issue", "is sue", "", "a\"b", "tab\there")
            from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
            from number in Gen.Elements(0, 7, 255, 256, -1)
            select (type, json: System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, object>
            {
                ["flags"] = type == "NAPTR" ? text.Get : number, ["tag"] = word, ["value"] = text.Get, ["priority"] = number, ["weight"] = number, ["port"] = number,
                ["target"] = type == "URI" ? text.Get : "host.example.net", ["usage"] = number, ["selector"] = number, ["matching_type"] = number, ["certificate"] = word,
                ["order"] = number, ["preference"] = number, ["service"] = text.Get, ["regex"] = text.Get, ["replacement"] = ".", ["algorithm"] = number,
                ["type"] = number, ["fingerprint"] = word,
            }));

        var property = Prop.ForAll(data.ToArbitrary(), given =>
        {
            RecordDraft normal;
            try
            {
                normal = RecordForm.Of(new RecordDraft(given.type, "a") { Data = given.json, Priority = given.type == "URI" ? 1 : null }, Zone);
            }
            catch (CloudflareRefusal)
            {
                return;
            }

            var structured = StructuredType.Find(given.type)!;
            var record = new DnsRecord { Id = "", Type = given.type, Name = normal.Name, Content = normal.Content!, Priority = normal.Priority, Ttl = 1, Proxied = false, CreatedOn = default, ModifiedOn = default };
            var again = RecordForm.Of(new RecordDraft(given.type, "a") { Data = System.Text.Json.JsonSerializer.SerializeToElement(structured.DataOf(record)), Priority = normal.Priority }, Zone);
            Assert.Equal(normal.Content, again.Content);
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), property);
    }

    static string? Try(Func<string> form)
    {
        try
        {
            return form();
        }
        catch (CloudflareRefusal)
        {
            return null;
        }
    }
}
