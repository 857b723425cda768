#include "funds/invoice.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/money_math.h"
#include "tests/files/pdf.h"
#include "tests/files/temp_folder.h"
#include "tests/files/workbook.h"

namespace hallbook::funds {
namespace {

using tests::TempFolder;

/// "number code day net tax total seller", "-" for what is not there; a refusal by its field or code.
std::string told_invoice(const Result<InvoiceText>& read) {
  if (!read)
    return "refused " + (read.error().field.empty() ? std::string{code_name(read.error().code)} : read.error().field);
  const auto money = [](const std::optional<Money>& amount) { return amount ? to_yuan(*amount) : "-"; };
  return read->number + " " + (read->code.empty() ? "-" : read->code) + " " + iso(*read->issued_on) + " " +
         money(read->net) + " " + money(read->tax) + " " + money(read->total) +
         (read->seller.empty() ? "" : " " + read->seller);
}

// R-INV-01, R-INV-05
TEST(InvoiceQr, ReadsWhatScannersType) {
  const std::pair<const char*, const char*> cases[] = {
      {"01,10,011001605111,80100798,64.9,20161018,85342965681116380258,", "80100798 011001605111 2016-10-18 64.90 - -"},
      {"01,01,1200154130,03630024,94339.62,20160621,,9335,", "03630024 1200154130 2016-06-21 94339.62 - -"},
      {"01,32,,23442000000014209621,112,20230215,,74AE", "23442000000014209621 - 2023-02-15 - - 112.00"},
      {" 01，32，，２３４４２０００００００１４２０９６２１，112，20230215，，74AE\r\n",
       "23442000000014209621 - 2023-02-15 - - 112.00"},
      {"01,31,,23442000000014209621,-112.00,20230215,,74AE", "23442000000014209621 - 2023-02-15 - - -112.00"},
      {"", "refused qr"},
      {"https://example.invalid/bill", "refused qr"},
      {"01,10,011001605111,80100798,64.9,20161018", "refused qr"},
      {"02,10,011001605111,80100798,64.9,20161018,8534,", "refused qr"},
      {"01,99,011001605111,80100798,64.9,20161018,8534,", "refused qr"},
      {"01,10,011001605111,80100798,64.999,20161018,8534,", "refused qr"},
      {"01,10,011001605111,80100798,6万,20161018,8534,", "refused qr"},
      {"01,10,011001605111,8010079,64.9,20161018,8534,", "refused number"},
      {"01,10,,80100798,64.9,20161018,8534,", "refused code"},
      {"01,32,011001605111,23442000000014209621,112,20230215,,74AE", "refused code"},
      {"01,10,011001605111,80100798,64.9,20161318,8534,", "refused issued_on"},
      {"01,10,011001605111,80100798,64.9,2016-1-1,8534,", "refused issued_on"},
  };
  for (const auto& [text, want] : cases) EXPECT_EQ(told_invoice(read_invoice_qr(text)), want) << text;
  EXPECT_EQ(told_invoice(read_invoice_qr("01,10," + std::string(500, '0'))), "refused qr");
}

const std::string of_2020 = R"(<?xml version="1.0" encoding="UTF-8"?>
<fp:eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019">
<fp:DocID>1</fp:DocID><fp:InvoiceCode>053002000111</fp:InvoiceCode><fp:InvoiceNo>00012345</fp:InvoiceNo>
<fp:IssueDate>2026年03月31日</fp:IssueDate><fp:InvoiceCheckCode>12345678901234567890</fp:InvoiceCheckCode>
<fp:Buyer><fp:BuyerName>某区政务服务管理局</fp:BuyerName></fp:Buyer>
<fp:Seller><fp:SellerName>示例寄递有限公司</fp:SellerName><fp:SellerTaxID>91530000MA6K00000X</fp:SellerTaxID></fp:Seller>
<fp:TaxInclusiveTotalAmount>1060.00</fp:TaxInclusiveTotalAmount><fp:TaxExclusiveTotalAmount>1000.00</fp:TaxExclusiveTotalAmount>
<fp:TaxTotalAmount>60.00</fp:TaxTotalAmount><fp:GoodsInfos><fp:GoodsInfo><fp:Item>*邮政服务*</fp:Item>
<fp:InvoiceNo>99999999</fp:InvoiceNo></fp:GoodsInfo></fp:GoodsInfos></fp:eInvoice>)";

const std::string fully_digital =
    "<EInvoice><Header><EIid>26532000000000000001</EIid></Header><EInvoiceData>"
    "<SellerInformation><SellerIdNum>91530000MA6K00000X</SellerIdNum><SellerName>示例耗材店</SellerName></"
    "SellerInformation>"
    "<BuyerInformation><BuyerName>某区政务服务管理局</BuyerName></BuyerInformation>"
    "<BasicInformation><TotalAmWithoutTax>18.63</TotalAmWithoutTax><TotalTaxAm>0.56</TotalTaxAm>"
    "<TotalTax-includedAmount>19.19</TotalTax-includedAmount></BasicInformation></EInvoiceData>"
    "<TaxSupervisionInfo><InvoiceNumber>26532000000000000001</InvoiceNumber><IssueTime>2026-02-28</IssueTime>"
    "</TaxSupervisionInfo></EInvoice>";

std::string xml_replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

// R-INV-03, R-INV-05
TEST(InvoiceXml, BothVocabularies) {
  const std::string old = "00012345 053002000111 2026-03-31 1000.00 60.00 1060.00 示例寄递有限公司";
  const std::string digital = "26532000000000000001 - 2026-02-28 18.63 0.56 19.19 示例耗材店";
  const std::pair<std::string, std::string> cases[] = {
      {of_2020, old},
      {fully_digital, digital},
      {xml_replaced(of_2020, "1060.00", "1060.01"), "refused amount"},
      {xml_replaced(of_2020, "1060.00", "1060.001"), "refused invalid"},
      {xml_replaced(of_2020, "1060.00", "一千"), "refused invalid"},
      {xml_replaced(of_2020, "2026年03月31日", "2026年03月32日"), "refused invalid"},
      {xml_replaced(of_2020, "00012345", ""), "refused number"},
      {xml_replaced(of_2020, "<fp:DocID>1</fp:DocID>", "<fp:InvoiceNo>00012346</fp:InvoiceNo>"), "refused invalid"},
      {xml_replaced(fully_digital, "<TotalTax-includedAmount>19.19</TotalTax-includedAmount>", ""), digital},
      {xml_replaced(fully_digital, "示例耗材店", std::string(500, 'x')), "refused invalid"},
      {xml_replaced(fully_digital, "示例耗材店", "\xE2\x80\xAE店"), "refused seller"},
      {"<html><InvoiceNo>00012345</InvoiceNo></html>", "refused not_found"},
      {"<!DOCTYPE a [<!ENTITY b \"c\">]><EInvoice/>", "refused invalid"},
      {of_2020.substr(0, 600), "refused invalid"},
  };
  for (const auto& [xml, want] : cases) EXPECT_EQ(told_invoice(read_invoice_xml(xml, "a.xml")), want) << xml;
}

tests::Parts ofd_with(std::string_view invoice) {
  return {
      {"OFD.xml",
       "<ofd:OFD xmlns:ofd=\"o\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
      {"Doc_0/Document.xml",
       "<ofd:Document xmlns:ofd=\"o\"><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"},
      {"Doc_0/Attachs/Attachments.xml",
       "<ofd:Attachments xmlns:ofd=\"o\"><ofd:Attachment "
       "Name=\"invoice\"><ofd:FileLoc>data.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"},
      {"Doc_0/Attachs/data.xml", std::string{invoice}}};
}

// R-INV-02, R-INV-04
TEST(InvoiceFile, OfdPdfAndXml) {
  const std::string old = "00012345 053002000111 2026-03-31 1000.00 60.00 1060.00 示例寄递有限公司";
  auto usual = ofd_with("");
  usual.erase("Doc_0/Attachs/Attachments.xml");
  usual.erase("Doc_0/Attachs/data.xml");
  usual["Doc_0/Attachs/original_invoice.xml"] = of_2020;
  auto outside = ofd_with(of_2020);
  outside["Doc_0/Attachs/Attachments.xml"] = "<a><FileLoc>../../../etc/passwd</FileLoc></a>";
  auto custom = usual;
  custom.erase("Doc_0/Attachs/original_invoice.xml");
  custom["OFD.xml"] =
      "<OFD><DocRoot>Doc_0/Document.xml</DocRoot><CustomDatas><CustomData "
      "Name=\"发票号码\">26532000000000000001</CustomData>"
      "<CustomData Name=\"开票日期\">2026年02月28日</CustomData><CustomData Name=\"合计金额\">18.63</CustomData>"
      "<CustomData Name=\"合计税额\">0.56</CustomData></CustomDatas></OFD>";
  constexpr std::string_view embedded = "/Type/EmbeddedFile/Filter/FlateDecode";
  const auto attached = [&](int number, std::string_view xml) {
    return tests::pdf_stream(number, embedded, tests::zlib_packed(xml));
  };
  const std::pair<std::string, std::string> cases[] = {
      {of_2020, old},
      {tests::zip_bytes(ofd_with(of_2020), true), old},
      {tests::zip_bytes(usual), old},
      {tests::zip_bytes(outside), "refused not_found"},
      {tests::zip_bytes(custom), "26532000000000000001 - 2026-02-28 18.63 0.56 19.19"},
      {tests::zip_bytes(ofd_with(xml_replaced(of_2020, "1060.00", "1060.01"))), "refused amount"},
      {tests::zip_bytes(ofd_with("<nothing/>")), "refused not_found"},
      {tests::zip_bytes(tests::workbook("")), "refused invalid"},
      {tests::pdf_of(attached(5, of_2020)), old},
      {tests::pdf_of(attached(5, "\x89PNG") + attached(6, of_2020) + attached(7, of_2020)), old},
      {tests::pdf_of(attached(5, fully_digital) + attached(6, of_2020)), "refused conflict"},
      {tests::pdf_of(""), "refused not_found"},
      {"hello", "refused invalid"},
  };
  const TempFolder folder;
  for (const auto& [bytes, want] : cases) {
    std::ofstream{folder / "a", std::ios::binary} << bytes;
    EXPECT_EQ(told_invoice(read_invoice_file(folder / "a")), want) << bytes.substr(0, 60);
  }
  EXPECT_EQ(told_invoice(read_invoice_file(folder / "none")), "refused not_found");
}

}  // namespace
}  // namespace hallbook::funds
