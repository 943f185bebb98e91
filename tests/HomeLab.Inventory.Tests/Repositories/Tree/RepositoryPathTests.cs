using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Tests.Repositories.Tree;

public sealed class RepositoryPathTests
{
    [Theory]
    [InlineData("a/b", "../c.yaml", "a/c.yaml")]
    [InlineData("a", "./b//c", "a/b/c")]
    [InlineData("", ".", "")]
    [InlineData("a", "../../b", null)]
    [InlineData("a", "/etc/passwd", null)]
    [InlineData("a", "..\\..\\b", null)]
    [InlineData("a", "b\0c", null)]
    public void Stays_in_the_repository(string directory, string relative, string? expected) => Assert.Equal(expected, RepositoryPath.Combine(directory, relative));

    [Theory]
    [InlineData("https://github.com/Some/Lab.git", "git@github.com:some/lab", true)]
    [InlineData("ssh://git@git.example.org:2222/some/lab", "https://git.example.org/some/lab", true)]
    [InlineData("https://github.com/some/lab", "some/lab", true)]
    [InlineData("https://github.com/some/lab", "https://git.example.org/some/lab", false)]
    [InlineData("https://github.com/some/lab", "https://github.com/some/lab-2", false)]
    public void Knows_a_repository_by_any_of_its_URLs(string one, string other, bool isSame) => Assert.Equal(isSame, RemoteName.Of(one).Matches(RemoteName.Of(other)));
}
