using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace RoundTable.Minutes;

/// <summary>A page of its own to read, print or keep: one file, nothing loaded from anywhere.</summary>
public static class MinutesPage
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1.125rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
        h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.3rem;margin-top:2rem}h3{font-size:1.1rem}
        table{border-collapse:collapse;width:100%;margin:1rem 0}
        th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
        th{background:#eef2f5}
        @media screen and (max-width:40rem){thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table,tbody,tr,td{display:block}tr{border:1px solid #767676;margin:0 0 .75rem;padding:.4rem .6rem}td{border:0;padding:.15rem 0}td:empty{display:none}td::before{content:attr(data-label) ": ";font-weight:600}}
        footer{margin-top:2rem;font-size:.9rem;overflow-wrap:anywhere}
        @media (prefers-color-scheme:dark){body{color:#eee;background:#181818}th{background:#2b3238}}
        @media print{body{font-size:11pt;max-width:none;padding:0;color:#000;background:#fff}th{background:#eee}h2,h3{break-after:avoid}tr{break-inside:avoid}}
        """;

    /// <summary>What a content security policy needs in <c>style-src</c> for this page: <c>'sha256-...'</c> with its quotes.</summary>
    public static string StyleSource { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    /// <summary>The page; its window title says nothing about the family.</summary>
    /// <param name="rendering">The minutes.</param>
    /// <param name="edition">Which version it is.</param>
    public static string Write(MinutesRendering rendering, MinutesEdition edition) => Write(
        rendering.Title,
        rendering.Html,
        $"""
        <footer>
        <p>Dit is de versie van {Dutch.Day(DateOnly.FromDateTime(edition.PublishedAt.DateTime))}, {Dutch.Time(edition.PublishedAt)}.</p>
        <p>Is er een nieuwer verslag? Dat ziet u op {WebUtility.HtmlEncode(edition.Address)}</p>
        <p>Controlegetal van dit verslag: {rendering.Hash}</p>
        </footer>

        """);

    /// <summary>A page around safe HTML.</summary>
    /// <param name="title">The title as plain text.</param>
    /// <param name="html">The document without its title.</param>
    /// <param name="footer">What stands below it: nothing, or one element with its line end.</param>
    internal static string Write(string title, string html, string footer) => $"""
        <!doctype html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {StyleSource}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="referrer" content="no-referrer">
        <title>Bericht</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{WebUtility.HtmlEncode(title)}</h1>
        {html}</main>
        {footer}</body>
        </html>

        """;
}
