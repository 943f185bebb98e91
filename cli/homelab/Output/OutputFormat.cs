namespace HomeLab.Cli.Output;

enum OutputFormat
{
    Table,
    Wide,
    Json,
}
