using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Describe;

/// <summary>What is known of one certificate, for people.</summary>
sealed class CertificateBlock(Page page, DateTimeOffset now)
{
    const int MostNames = 10;

    public void Write(Certificate it)
    {
        page.Field("Names", string.Join(", ", it.Names.Take(MostNames)) + (it.Names.Count > MostNames ? $" and {it.Names.Count - MostNames} more" : ""));
        page.Field("Issuer", it.Issuer);
        page.Field("Valid", Valid(it));
        page.Field("Renewal", it.RenewsAt is null ? "" : $"due {Times.Instant(it.RenewsAt)}");
        page.Field("Covers name", Told(it.CoversName, ""));
        page.Field("Trusted", Told(it.Trusted, it.Distrust));
        page.Field("Known by", $"{it.Signal}, since {Times.Instant(it.Since)}");
        page.Field("Trouble", new Cell(it.Trouble, Tone.Attention));
        page.Field("Bears on", string.Join(", ", it.BearsOn));
        page.Field("Fingerprint", it.Fingerprint);
    }

    Cell Valid(Certificate it) => it.NotAfter is null ? new Cell("nobody has seen one yet", Tone.Attention)
        : it.NotAfter.ToDateTimeOffset() <= now ? new Cell($"expired {Times.Instant(it.NotAfter)}", Tone.Bad)
        : $"until {Times.Instant(it.NotAfter)} ({Times.Until(it.NotAfter, now)})";

    static Cell Told(Answer answer, string reason) => answer switch
    {
        Answer.Yes => "yes",
        Answer.No => new Cell(reason.Length > 0 ? $"no: {reason}" : "no", Tone.Bad),
        _ => "",
    };
}
