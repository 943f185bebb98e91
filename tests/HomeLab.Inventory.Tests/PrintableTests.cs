using FsCheck;
using FsCheck.Fluent;
using HomeLab.Inventory.Traefik;

namespace HomeLab.Inventory.Tests;

public class PrintableTests
{
    [Fact]
    public void Is_short_and_without_what_a_database_refuses() => Prop.ForAll(
        Gen.Choose(0, 0xFFFF).Select(it => (char)it).ListOf().Select(it => string.Concat(it)).ToArbitrary(),
        text =>
        {
            var printable = Printable.Of(text, 20);
            return printable.Length <= 22 && !printable.Any(char.IsControl)
                && System.Text.Encoding.UTF8.GetString(new System.Text.UTF8Encoding(false, true).GetBytes(printable)) == printable;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Holds_for_what_is_refused_of_a_label_of_any_length()
    {
        var reading = TraefikLabels.Read(new Dictionary<string, string>
        {
            ["traefik.http.routers.a.rule"] = $"HostRegexp(`{new string('x', 10_000)}\0`)",
        });

        Assert.True(Assert.Single(reading.Routes).Host.Length <= 254);
    }
}
