using System.Security.Cryptography;
using System.Text;
using HomeLab.Sops.Age;
using HomeLab.Testing.Requirements;

namespace HomeLab.Sops.Tests.Age;

public sealed class AgeFileTests
{
    static string? Decrypt(string armoured, params IEnumerable<AgeIdentity> identities) => AgeFile.Decrypt(armoured, identities) is { } plain ? Encoding.UTF8.GetString(plain) : null;

    [RequiresFact(Requirement.Age)]
    public async Task What_age_encrypts_to_a_key_of_its_own_is_read_with_it_alone()
    {
        for (var run = 0; run < 20; run++)
        {
            var (one, two) = (await AgeProgram.KeyAsync(), await AgeProgram.KeyAsync());
            var (first, second) = (Assert.Single(AgeIdentity.Parse(one, "one")), Assert.Single(AgeIdentity.Parse(two, "two")));
            Assert.Equal(await AgeProgram.RecipientAsync(one), first.Recipient);

            var file = await AgeProgram.EncryptAsync($"secret {run}", first.Recipient);

            Assert.Equal($"secret {run}", Decrypt(file, second, first));
            Assert.Null(Decrypt(file, second));
        }
    }

    [RequiresFact(Requirement.Age)]
    public async Task Each_of_several_recipients_reads_it_whoever_they_are()
    {
        var (first, second) = (AgeIdentity.Parse(await AgeProgram.KeyAsync(), "one")[0], AgeIdentity.Parse(await AgeProgram.KeyAsync(), "two")[0]);

        var file = await AgeProgram.EncryptAsync("secret", await AgeProgram.SshRecipientAsync(), first.Recipient, second.Recipient);

        Assert.Equal(("secret", "secret"), (Decrypt(file, first), Decrypt(file, second)));
    }

    [RequiresFact(Requirement.Age)]
    public async Task One_chunk_is_read_and_more_is_refused()
    {
        var identity = AgeIdentity.Parse(await AgeProgram.KeyAsync(), "one")[0];
        var chunk = new string('x', 64 << 10);

        Assert.Equal(chunk, Decrypt(await AgeProgram.EncryptAsync(chunk, identity.Recipient), identity));
        var longer = await AgeProgram.EncryptAsync($"{chunk}x", identity.Recipient);
        Assert.Throws<FormatException>(() => Decrypt(longer, identity));
    }

    [RequiresFact(Requirement.Age)]
    public async Task A_file_with_any_byte_changed_is_never_read()
    {
        var identity = AgeIdentity.Parse(await AgeProgram.KeyAsync(), "one")[0];
        var lines = (await AgeProgram.EncryptAsync("secret", identity.Recipient)).Trim().Split('\n');
        var bytes = Convert.FromBase64String(string.Concat(lines[1..^1]));

        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            var read = Record(() => Decrypt(string.Join('\n', [lines[0], Convert.ToBase64String(changed), lines[^1]]), identity));
            Assert.True(read is null, $"byte {at}: {read}");
        }

        static string? Record(Func<string?> read)
        {
            try
            {
                return read();
            }
            catch (Exception exception) when (exception is FormatException or CryptographicException)
            {
                return null;
            }
        }
    }

    [Theory]
    [InlineData("AAA", 2)]
    [InlineData("AAB", null)]
    [InlineData("AA=", null)]
    [InlineData("AA A", null)]
    [InlineData("A", null)]
    public void Bytes_have_one_text_only(string text, int? length) => Assert.Equal(length, AgeFile.Unpadded(text)?.Length);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    public void A_file_without_a_key_is_named(string text) =>
        Assert.Contains("no age identity in the file /run/secrets/age", Assert.Throws<SopsException>(() => AgeIdentity.Parse(text, "the file /run/secrets/age")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("AGE-PLUGIN-YUBIKEY-1Q")]
    [InlineData("AGE-SECRET-KEY-1QQQQ")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----")]
    public void What_is_no_key_is_told_by_its_line_and_not_repeated(string line)
    {
        var message = Assert.Throws<SopsException>(() => AgeIdentity.Parse($"# mine\n{line}\n", "the file /run/secrets/age")).Message;

        Assert.Contains("line 2 of the file /run/secrets/age", message, StringComparison.Ordinal);
        Assert.DoesNotContain(line, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_with_one_letter_changed_is_none()
    {
        var key = SopsFiles.Read("key.txt").Split('\n').Single(it => it.StartsWith("AGE-SECRET-KEY-1", StringComparison.Ordinal)).Trim();
        for (var at = "AGE-SECRET-KEY-1".Length; at < key.Length; at++)
        {
            var changed = key[..at] + (key[at] == 'Q' ? 'P' : 'Q') + key[(at + 1)..];
            Assert.Throws<SopsException>(() => AgeIdentity.Parse(changed, "it"));
        }
    }
}
