using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Polyfills.Tests.Aspire;

public sealed class ParameterTests : IDisposable
{
    readonly DirectoryInfo state = Directory.CreateTempSubdirectory("homelab-state-");

    public void Dispose() => state.Delete(recursive: true);

    [Fact]
    public async Task Takes_its_value_from_the_configuration()
    {
        var token = Builder("--Parameters:token=t0ken").AddParameter("token", secret: true);

        Assert.Equal("t0ken", await token.Resource.GetValueAsync(CancellationToken.None));
        Assert.Equal("{token.value}", token.Resource.ValueExpression);
    }

    [Fact]
    public async Task Says_which_key_is_missing()
    {
        var token = Builder().AddParameter("token", secret: true);

        var exception = await Assert.ThrowsAsync<MissingParameterValueException>(async () => await token.Resource.GetValueAsync(CancellationToken.None));

        Assert.Contains("Parameters:token", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generates_a_password_once_for_a_checkout()
    {
        var first = await PasswordOf(Builder());
        var second = await PasswordOf(Builder());

        Assert.Equal(first, second);
        Assert.True(first!.Length >= 22);
        var file = Assert.Single(state.GetFiles("parameters.json", SearchOption.AllDirectories));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.FullName));

        static ValueTask<string?> PasswordOf(IDistributedApplicationBuilder builder) =>
            builder.AddPostgres("pg").Resource.PasswordParameter.GetValueAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Keeps_no_generated_value_unless_it_is_asked_to()
    {
        var generated = new GenerateParameterDefault { MinLength = 30 };

        var first = await Builder().AddParameter("key", generated, secret: true).Resource.GetValueAsync(CancellationToken.None);
        var second = await Builder().AddParameter("key", generated, secret: true).Resource.GetValueAsync(CancellationToken.None);

        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(false, true, true, true)]
    [InlineData(true, false, true, true)]
    [InlineData(true, true, false, true)]
    [InlineData(true, true, true, false)]
    public void Generates_only_from_the_allowed_characters(bool lower, bool upper, bool numeric, bool special)
    {
        var rule = new GenerateParameterDefault
        {
            MinLength = 200, Lower = lower, Upper = upper, Numeric = numeric, Special = special, MinLower = 2, MinUpper = 2, MinNumeric = 2, MinSpecial = 2,
        };

        var password = rule.GetDefaultValue();

        Assert.Equal(200, password.Length);
        Assert.Equal(lower, password.Any(char.IsAsciiLetterLower));
        Assert.Equal(upper, password.Any(char.IsAsciiLetterUpper));
        Assert.Equal(numeric, password.Any(char.IsAsciiDigit));
        Assert.Equal(special, password.Any(c => !char.IsAsciiLetterOrDigit(c)));
    }

    [Fact]
    public void Refuses_to_publish_a_secret() =>
        Assert.Throws<ArgumentException>(() => Builder().AddParameter("token", "t0ken", publishValueAsDefault: true, secret: true));

    IDistributedApplicationBuilder Builder(params string[] args) =>
        DistributedApplication.CreateBuilder([.. args, "--HOMELAB_STATE=" + state.FullName]);
}
