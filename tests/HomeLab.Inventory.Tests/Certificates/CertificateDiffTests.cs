using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Tests.Certificates;

public sealed class CertificateDiffTests
{
    static readonly DateTimeOffset Before = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Now = Before.AddHours(1);

    static readonly CertificateState Photos = new("host/photos.attic.dev", "tls 192.0.2.10:443")
    {
        Certificate = new CertificateFacts { Fingerprint = "aa", Names = ["photos.attic.dev"], NotAfter = Now.AddDays(30) }, IsTrusted = true, CoversName = true,
    };

    static readonly KnownCertificate Known = new(Photos, Before);

    [Fact]
    public void What_is_told_again_is_no_news()
    {
        var again = Photos with { Certificate = Photos.Certificate with { Names = [.. Photos.Certificate.Names] } };

        Assert.Empty(Compute([Known], [again]).Changed);
    }

    [Fact]
    public void Another_certificate_is_there_since_now_and_another_judgement_changes_no_since()
    {
        var other = Photos with { Certificate = Photos.Certificate with { Fingerprint = "bb" } };

        Assert.Equal(Now, Assert.Single(Compute([Known], [other]).Changed).Since);
        Assert.Equal(Before, Assert.Single(Compute([Known], [Photos with { IsTrusted = false }]).Changed).Since);
    }

    [Fact]
    public void Who_does_not_answer_is_remembered_with_what_was_shown_last()
    {
        var silent = new CertificateState(Photos.Object, Photos.Signal) { Trouble = "it refuses connections" };

        var kept = Assert.Single(Compute([Known], [silent]).Changed);

        Assert.Equal(("aa", "it refuses connections", Before, true), (kept.Certificate.Fingerprint, kept.State.Trouble, kept.Since, kept.State.IsTrusted));
        Assert.Empty(Compute([kept], [silent]).Changed);
        Assert.Equal("", Assert.Single(Compute([kept], [Photos]).Changed).State.Trouble);
    }

    [Fact]
    public void What_nobody_tells_of_any_more_is_gone_unless_it_may_be_so_all_the_same()
    {
        Assert.Equal([Photos], Compute([Known], []).Gone);
        Assert.Empty(CertificateDiff.Compute([Known], [], _ => true, Now).Gone);
    }

    static (IReadOnlyList<KnownCertificate> Changed, IReadOnlyList<CertificateState> Gone) Compute(KnownCertificate[] known, CertificateState[] told) =>
        CertificateDiff.Compute(known, told, _ => false, Now);
}
