//! The sitemap (sitemaps.org): all pages that search engines should know, at most fifty thousand to a file.

use std::io::Write;

use quick_xml::Writer as Xml;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::site::{SITEMAP_LIMIT, Site};

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// `/sitemap.xml` when `number` is none: the list itself, or the index of several. Else the part of that number.
pub(super) fn render(site: &Site, number: Option<usize>) -> Vec<u8> {
    let addresses = addresses(site);
    let parts: Vec<_> = addresses.chunks(SITEMAP_LIMIT).collect();
    let mut xml = Xml::new_with_indent(Vec::new(), b' ', 1);
    // Writing into a Vec cannot fail.
    let _ = match number {
        None if parts.len() > 1 => write_index(&mut xml, site, parts.len()),
        None => write_list(&mut xml, site, &addresses),
        Some(number) => write_list(&mut xml, site, parts.get(number - 1).copied().unwrap_or_default()),
    };
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Paths of pages, each with the day it last changed where that is known. Later pages of a listing are left out: they
/// hold nothing of their own.
fn addresses(site: &Site) -> Vec<(&str, Option<&str>)> {
    let listed = site.routes.iter().filter(|route| route.target.is_listed());
    let pages = listed.filter_map(|route| {
        let Some(entry) = route.target.entry() else { return Some((route.path.as_str(), None)) };
        let common = site.entries.common(entry);
        let changed = site.last_change(entry).map(|when| when.iso.as_str());
        (!site.is_unpublished(common)).then_some((route.path.as_str(), changed))
    });
    pages.collect()
}

fn write_list<W: Write>(xml: &mut Xml<W>, site: &Site, addresses: &[(&str, Option<&str>)]) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element("urlset").with_attribute(NAMESPACE).write_inner_content(|xml| {
        for (path, changed) in addresses {
            let address = site.config.absolute(path).unwrap_or_default();
            xml.create_element("url").write_inner_content(|xml| {
                xml.create_element("loc").write_text_content(BytesText::new(&address))?;
                if let Some(changed) = changed {
                    xml.create_element("lastmod").write_text_content(BytesText::new(changed))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_index<W: Write>(xml: &mut Xml<W>, site: &Site, parts: usize) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element("sitemapindex").with_attribute(NAMESPACE).write_inner_content(|xml| {
        for number in 1..=parts {
            let address = site.config.absolute(&format!("/sitemap-{number}.xml")).unwrap_or_default();
            xml.create_element("sitemap").write_inner_content(|xml| {
                xml.create_element("loc").write_text_content(BytesText::new(&address)).map(|_| ())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}
