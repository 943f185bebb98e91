using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tests.Records;

/// <summary>Comments and texts that people and programs leave, with what looks like marks in them, whole, broken and doubled.</summary>
public class FuzzedMarksTests
{
    const string Hex = "01985f3c9e8a7d0b8c110123456789ab";
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2000);

    static readonly Gen<string> Comments = Gen.Elements(
        "homelab/", "homelab-released/", Some.Installation, "other", "a.b_c-d", new string('x', 40), new string('x', 41), " ", "  ", "\t", "\n", Hex, Hex.ToUpperInvariant(), Hex[..31],
        $"homelab/{Some.Installation} {Hex}", $"homelab/other {Hex}", "homelab-released/other", "router", "🙂", "👩‍💻", "bücher", "日本", "\u200d", "\0", "\"", "\\", "(", ")", ",", "%s", "${x}",
        new string('ä', 90), string.Concat(Enumerable.Repeat("🙂", 60)), new string('k', 255), "").ListOf(5).Select(string.Concat);

    static readonly Gen<string> Registry = Gen.Elements(
        "heritage=external-dns", "\"heritage=external-dns", ",", "external-dns/owner=", "external-dns/resource=", "ingress/default/www", "home", "\"", "=", "🙂", "bücher", "\0", " ", "",
        new string('o', 255), "v=spf1 -all").ListOf(6).Select(string.Concat);

    static readonly Gen<string> Names =
        from prefix in Gen.Elements("", "a-", "A-", "external-dns-", "cname-", "txt.aaaa-", "*.", "_a-", "a--", "-", "xn--", "bücher-", "a-a-a-", new string('a', 63) + ".")
        from label in Gen.Elements("www", "a", "_acme-challenge", "xn--bcher-kva", "my-www", new string('b', 63))
        select $"{prefix}{label}.example.org";

    [Fact]
    public void Whose_a_comment_says_a_record_is_does_not_depend_on_how_it_is_asked() => Prop.ForAll(Comments.ToArbitrary(), comment =>
    {
        foreach (var installation in new[] { Some.Installation, "other", "a.b_c-d", new string('x', 40) })
        {
            Assert.Equal(OwnerMark.Of(comment)?.Installation == installation, OwnerMark.IsOf(installation, comment));
        }
    }).Check(Config);

    [Fact]
    public void A_mark_that_is_put_into_any_comment_is_found_fits_and_breaks_no_character() => Prop.ForAll(Comments.ToArbitrary(), comment =>
    {
        var mark = new OwnerMark(Some.Installation, Guid.ParseExact(Hex, "N"));
        var marked = mark.In(comment);
        var released = OwnerMark.Release(marked, Some.Installation);

        Assert.Equal((mark, null), (OwnerMark.Of(marked), OwnerMark.ReleasedBy(marked)));
        Assert.Equal((null, Some.Installation), (OwnerMark.Of(released), OwnerMark.ReleasedBy(released)));
        Assert.All([marked, released], text =>
        {
            Assert.True(text.Length <= 100, text);
            Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        });
    }).Check(Config);

    /// <summary>What the fuzzer is not likely to put together.</summary>
    [Theory]
    [InlineData($"homelab/other homelab-released/other {Hex}")]
    [InlineData($"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx homelab/ab {Hex}7")]
    public void Nothing_that_is_left_of_a_comment_reads_as_a_mark(string comment)
    {
        var released = OwnerMark.Release(comment, Some.Installation);

        Assert.Equal((null, Some.Installation), (OwnerMark.Of(released), OwnerMark.ReleasedBy(released)));
    }

    [Fact]
    public void What_a_text_says_of_external_dns_is_only_about_names_that_its_own_ends_with() =>
        Prop.ForAll(Names.ToArbitrary(), Registry.ToArbitrary(), (name, text) =>
        {
            if (!DomainName.TryParse(name, out var at))
            {
                return;
            }
            var mark = RegistryMark.Of(new DnsRecord(at, new RecordContent.Txt(text), Ttl.Automatic, proxied: false));

            Assert.All(mark?.Covered() ?? [], covered => Assert.EndsWith(covered.Name, at.ToString(), StringComparison.Ordinal));
        }).Check(Config);

    /// <summary>Whatever stands in a zone, nothing of it is changed that has not both of our marks.</summary>
    [Fact]
    public void No_record_is_touched_for_what_its_comment_or_its_text_looks_like() =>
        Prop.ForAll(Comments.ListOf(8).ToArbitrary(), Registry.ListOf(8).ToArbitrary(), (comments, texts) =>
        {
            var records = comments.Zip(texts, (comment, text) => (comment, text)).Select((it, number) => new ActualRecord(
                $"{number}", new DnsRecord(DomainName.Parse($"a-n{number % 3}.example.org"), new RecordContent.Txt(it.text + number), Ttl.Automatic, proxied: false), it.comment)).ToList();
            var wanted = Enumerable.Range(0, 3).Select(number => Conformance.Lab.Wants($"n{number}.example.org", "TXT", "ours"));
            var desired = new DesiredZone(Some.Zone, Some.Epoch, [.. wanted], [new SourceState("lab", TimeSpan.Zero, Silence: null)], []);

            var plan = DnsPlanner.Plan(
                desired, new ActualZone(Some.Zone, records), new Ownership(Some.Installation, [], new Dictionary<string, Claim>()),
                new PlanPolicy(ApplyMode.Auto, DeleteLimits.Default, TimeSpan.Zero, TimeSpan.FromHours(1)), Some.Now);

            Assert.All(plan.AllChanges, change => Assert.IsType<RecordChange.Create>(change));
        }).Check(Config.WithMaxTest(500));
}
