using System.Text.RegularExpressions;
using HomeLab.Sops.Age;

namespace HomeLab.Sops.Tests;

public sealed partial class SopsDotenvTests
{
    static readonly string[] Lines =
    [
        "USER=app", $"TOKEN={SopsFiles.Token}", "QUOTED=\"two words\" # and a comment", "BARE=before # and a comment", "EMPTY=", "DOLLAR='a$b'", "URL=postgres://${USER}:${TOKEN}@db/app",
        "LINES=\"one\\ntwo\"", "NAME=Zoë", "PORT=8080", "ON=true", "PORT_unencrypted=8081", "LINK_unencrypted=http://${USER}@web", "export LATE = last",
    ];

    static IReadOnlyList<SopsLine> Decrypt(string text, IReadOnlyList<AgeIdentity>? identities = null) => SopsDotenv.Decrypt("./shop/.env", text, identities ?? SopsFiles.Key);

    static string Reason(string text, IReadOnlyList<AgeIdentity>? identities = null)
    {
        var message = Assert.Throws<SopsException>(() => Decrypt(text, identities)).Message;
        Assert.Contains("./shop/.env", message, StringComparison.Ordinal);
        Assert.DoesNotContain(SopsFiles.Token, message, StringComparison.Ordinal);
        Assert.DoesNotContain("AGE-SECRET-KEY", message, StringComparison.Ordinal);
        return message;
    }

    [Theory]
    [InlineData("shop.env", "USER TOKEN QUOTED BARE DOLLAR URL LINES NAME PORT ON export LATE ")]
    [InlineData("two-recipients.env", "USER TOKEN QUOTED BARE DOLLAR URL LINES NAME PORT ON export LATE ")]
    [InlineData("mac-only.env", "USER TOKEN")]
    public void What_sops_encrypted_is_read_as_it_was(string file, string encrypted)
    {
        var lines = Decrypt(SopsFiles.Read(file));

        Assert.Equal(Lines, lines.Select(it => $"{it.Name}={it.Value}"));
        Assert.Equal(encrypted, string.Join(' ', lines.Where(it => it.IsEncrypted).Select(it => it.Name)));
    }

    [Fact]
    public void Any_of_several_keys_will_do()
    {
        Assert.Equal(Lines.Length, Decrypt(SopsFiles.Read("shop.env"), [.. SopsFiles.OtherKey, .. SopsFiles.Key]).Count);
        Assert.Equal(Lines.Length, Decrypt(SopsFiles.Read("two-recipients.env"), SopsFiles.OtherKey).Count);
    }

    [Fact]
    public void A_wrong_key_is_told_with_whose_it_is_and_whose_is_needed()
    {
        var reason = Reason(SopsFiles.Read("shop.env"), SopsFiles.OtherKey);

        Assert.Contains(SopsFiles.Key[0].Recipient, reason, StringComparison.Ordinal);
        Assert.Contains(SopsFiles.OtherKey[0].Recipient, reason, StringComparison.Ordinal);
        Assert.Contains("sops updatekeys", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_was_changed_or_stands_at_another_name_is_told_by_its_name()
    {
        var text = SopsFiles.Read("shop.env");
        var swapped = text.Replace("\nUSER=", "\nX=", StringComparison.Ordinal).Replace("\nTOKEN=", "\nUSER=", StringComparison.Ordinal).Replace("\nX=", "\nTOKEN=", StringComparison.Ordinal);

        Assert.Contains("TOKEN in ./shop/.env", Reason(swapped), StringComparison.Ordinal);
        Assert.Contains("USER in ./shop/.env", Reason(text.Replace("USER=ENC[AES256_GCM,data:", "USER=ENC[AES256_GCM,data:AAAA", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PORT_unencrypted=8081", "PORT_unencrypted=22", "its MAC is another")]
    [InlineData("EMPTY=", "EMPTY=full", "its MAC is another")]
    [InlineData("sops_lastmodified=2026", "sops_lastmodified=2027", "its MAC is another")]
    [InlineData("sops_mac=ENC", "sops_mac=", "its MAC is another")]
    [InlineData("sops_age__list_0__map_enc", "sops_pgp__list_0__map_enc", "to no age recipient but by pgp alone")]
    [InlineData("sops_age__list_0__", "sops_key_groups__list_0__map_age__list_0__", "several key groups")]
    public void What_was_changed_beside_the_values_or_cannot_be_read_is_told(string from, string to, string reason)
    {
        var text = SopsFiles.Read("shop.env");
        Assert.Contains(from, text, StringComparison.Ordinal);

        Assert.Contains(reason, Reason(text.Replace(from, to, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop.env")]
    [InlineData("mac-only.env")]
    public void A_plain_value_in_place_of_an_encrypted_one_is_seen(string file) =>
        Assert.Contains("its MAC is another", Reason(TokenLine().Replace(SopsFiles.Read(file), "TOKEN=mine")), StringComparison.Ordinal);

    [Fact]
    public void A_line_that_is_gone_or_put_elsewhere_is_seen()
    {
        var lines = SopsFiles.Read("shop.env").Split('\n');
        var port = Array.FindIndex(lines, it => it.StartsWith("PORT=", StringComparison.Ordinal));

        Reason(string.Join('\n', lines.Where((_, index) => index != port)));
        Reason(string.Join('\n', lines.Where((_, index) => index != port).Prepend(lines[port])));
    }

    [Fact]
    public void Whatever_happens_to_the_file_is_told_and_never_read_as_something_else()
    {
        var text = SopsFiles.Read("shop.env");
        var encrypted = Decrypt(text).Where(it => it.IsEncrypted).Select(it => $"{it.Name}={it.Value}").ToHashSet();
        var random = new Random(27);
        var told = 0;
        for (var run = 0; run < 3000; run++)
        {
            var characters = text.ToCharArray();
            characters[random.Next(characters.Length)] = (char)random.Next(' ', 127);
            try
            {
                // Of values that are not encrypted SOPS proves no names; of a comment or a version nothing.
                var lines = Decrypt(new string(characters));
                Assert.Equal(string.Concat(Lines.Select(it => it.Split('=', 2)[1])), string.Concat(lines.Select(it => it.Value)));
                Assert.Equal(Lines.Where(it => encrypted.Contains(it)), lines.Where(it => it.IsEncrypted).Select(it => $"{it.Name}={it.Value}"));
            }
            catch (SopsException)
            {
                told++;
            }
        }
        Assert.InRange(told, 1500, 3000);
    }

    [Fact]
    public void Only_a_dotenv_file_is_taken_for_one()
    {
        Assert.True(SopsDotenv.IsEncrypted(SopsFiles.Read("shop.env")));
        Assert.False(SopsDotenv.IsEncrypted(SopsFiles.Read("binary.json")));
        Assert.True(SopsDotenv.HasEncryptedValue(SopsFiles.Read("binary.json")));
        Assert.False(SopsDotenv.HasEncryptedValue("TOKEN=ENC\n"));
    }

    [GeneratedRegex("(?m)^TOKEN=.*$")]
    private static partial Regex TokenLine();
}
