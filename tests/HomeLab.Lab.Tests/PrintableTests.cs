using FsCheck;
using FsCheck.Fluent;

namespace HomeLab.Lab.Tests;

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
}
